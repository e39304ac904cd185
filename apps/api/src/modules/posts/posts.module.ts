import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { OrganisationsModule, PostRegister } from '../organisations/index.js';
import { CreatePost } from './create-post.js';
import { EditPost } from './edit-post.js';
import { ListPosts } from './list-posts.js';
import { PostAssignmentRow } from './post-assignment.entity.js';
import { PostController } from './post.controller.js';
import { PostRow } from './post.entity.js';
import { PostRepository } from './post.repository.js';
import { PostTemplateRow } from './post-template.entity.js';
import { SqlPostRegister } from './sql-post-register.js';

/** Global, because the roster below it asks for PostRegister without importing this module. */
@Global()
@Module({
  imports: [OrganisationsModule, TypeOrmModule.forFeature([PostRow, PostTemplateRow, PostAssignmentRow])],
  controllers: [PostController],
  providers: [PostRepository, ListPosts, CreatePost, EditPost, { provide: PostRegister, useClass: SqlPostRegister }],
  exports: [PostRegister, CreatePost, EditPost],
})
export class PostsModule {}
