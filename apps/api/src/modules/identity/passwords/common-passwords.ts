/**
 * Passwords that everybody tries first: digits and dates, walks over the keyboard, words of love in numbers, common words in
 * pinyin, Chinese and English, words of this trade. A list of our own, not a copy of a published one. Lower case, without separators.
 */
export const COMMON_PASSWORDS: ReadonlySet<string> = new Set(
  `
password passwd passw0rd pssw0rd pssword pass1234 password1 password12 password123 password1234 password12345
password123456 admin administrator admin123 admin1234 admin12345 admin123456 admin888 admin666 admin000 root
root123 root123456 toor guest test test123 test1234 test123456 user user123 user123456 default changeme
changeit letmein welcome welcome1 welcome123 login login123 master manager system sysadmin superadmin super
superman batman spiderman dragon monkey football baseball basketball sunshine princess shadow michael jordan
ashley daniel iloveyou ilovey0u loveyou lovelove love520 love1314 iloveyou1314 iloveyou520 woaini woaini520
woaini1314 woaini521 woaini123 aini1314 wo520ni wozuiai wodemima mima mima123 mima123456 mimamima wodemimashi
nihao nihao123 nihaoma zhongguo zhonghua woaizhongguo beijing shanghai shanxi taiyuan changzhi zhangzi
changzhishi zhangzixian meikuang anquan anquandiyi anquanshengchan anquanpeixun shengchan kuangshan kuanggong
zhian zhian123 zhian2026 peixun kaoshi xuexi gongchang gongsi yuangong bangongshi zhangsan lisi wangwu zhaoliu
xiaoming asdf asdfgh asdfghjkl asdf1234 asdfasdf zxcv zxcvbn zxcvbnm zxcvbnm123 qwer qwert qwerty qwerty1
qwerty12 qwerty123 qwerty123456 qwertyuiop qwer1234 qwer123456 qweasd qweasdzxc qweqwe qwe123 qwe123456 qazwsx
qazwsxedc qazxsw qaz123 1qaz 2wsx 1qaz2wsx 1qaz2wsx3edc 1qazxsw2 3edc 4rfv 3edc4rfv zaq12wsx zaq1zaq1 zxc123
asd123 asd123456 poiuytrewq lkjhgfdsa mnbvcxz q1w2e3 q1w2e3r4 q1w2e3r4t5 1q2w3e 1q2w3e4r 1q2w3e4r5t a1b2c3
a1b2c3d4 a123 a1234 a12345 a123456 a1234567 a12345678 a123456789 a1234567890 aa123456 aa123123 aa12345678
aaa123 aaa111 aaa123456 abc abc123 abc1234 abc12345 abc123456 abcd abcd123 abcd1234 abcd123456 abcde abcdef
abcdefg abcdefgh abcdefg123 ab123456 az123456 q123456 q12345678 qq123456 qq123123 w123456 wang123456 x123456
z123456 zz123456 s123456 l123456 li123456 zhang123 zhang123456 c123456 wx123456 wy123456 zxc123456 as123456
xx123456 yy123456 123 1234 12345 123456 1234567 12345678 123456789 1234567890 12345678910 0123456789 123123
123123123 123321 1234321 12341234 123456123456 1234554321 123456abc 123456a 123456aa 123456q 123456qq
123456789a 1234567a 12345678a 123abc 123qwe 123asd 123456asd 123456qwe 12345qwert 1234qwer 123qweasd 147258
147258369 159357 159753 258369 321 4321 54321 654321 7654321 87654321 987654321 9876543210 0987654321 135790
24680 1357924680 13579 2468 102030 110110 110120 112233 11223344 1122334455 111222 121212 131313 131420
1314520 1314521 13145200 520 5201314 5211314 520520 5205201314 521521 52013140 7758521 7758258 5845201314
168168 888168 666888 888666 518518 686868 689689 999888 100200 100100 200200 201314 20132014 19491001 20080808
000 0000 00000 000000 00000000 111 1111 11111 111111 1111111 11111111 1111111111 222222 22222222 333333
33333333 444444 555555 55555555 666 6666 666666 66666666 777777 77777777 888 8888 888888 88888888 8888888888
999 9999 999999 99999999 aaaaaa aaaaaaaa zzzzzz qqqqqq qqqqqqqq 2020 2021 2022 2023 2024 2025 2026 2027 2028
2029 2030 1980 1985 1990 1995 2000 20200101 20210101 20220101 20230101 20240101 20250101 20260101 wechat
weixin weixin123 taobao alibaba huawei xiaomi iphone android windows computer internet google facebook baidu
tencent money lucky happy hello hello123 helloworld world secret access private freedom whatever trustno1
starwars ninja mustang correcthorsebatterystaple correcthorse batterystaple horse battery staple
thequickbrownfox thisismypassword mypassword mypassword123 nopassword 密码 我的密码 我的密码是 安全 安全第一 安全生产 安全培训 安全生产人人有责
生命至上 平安 中国 我爱中国 我爱你 一二三四五六七八 一二三四五六 天王盖地虎 宝塔镇河妖 长子县 长治市 山西省 煤矿 知安 管理员 测试 默认密码 初始密码 床前明月光 疑是地上霜
`
    .trim()
    .split(/\s+/),
);
