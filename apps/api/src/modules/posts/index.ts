export { PostsModule } from './posts.module.js';
export { CreatePost } from './create-post.js';
export { EditPost } from './edit-post.js';
export { CreatePostDto, EditPostDto } from './post.dto.js';
