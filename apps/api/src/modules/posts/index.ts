export { PostsModule } from './posts.module.js';
export { postsErrors } from './posts.errors.js';
export { postsPermissions } from './posts.permissions.js';
export { CreatePost } from './create-post.js';
export { EditPost } from './edit-post.js';
export { CreatePostDto, EditPostDto } from './post.dto.js';
