import { buildSchema, GraphQLError } from "graphql";

/** The part of GitHub's public schema that is used, with its own names and kinds. */
export const SCHEMA = buildSchema(`
  type Query {
    repository(owner: String!, name: String!, followRenames: Boolean = true): Repository
    viewer: User!
  }
  type Repository {
    object(expression: String, oid: String): GitObject
    pullRequest(number: Int!): PullRequest
  }

  interface GitObject { oid: String! }
  type Tree implements GitObject { oid: String! entries: [TreeEntry!] }
  type TreeEntry { name: String! mode: Int! type: String! oid: String! }
  type Blob implements GitObject {
    oid: String! byteSize: Int! isBinary: Boolean isTruncated: Boolean! text: String
  }
  type Commit implements GitObject { oid: String! }

  interface Actor { login: String! }
  type User implements Actor { login: String! }
  type Bot implements Actor { login: String! }
  type PullRequest {
    id: ID! number: Int! comments(first: Int, after: String): IssueCommentConnection!
  }
  type IssueCommentConnection { nodes: [IssueComment] pageInfo: PageInfo! totalCount: Int! }
  type IssueComment {
    id: ID! body: String! viewerDidAuthor: Boolean! author: Actor isMinimized: Boolean!
  }
  type IssueCommentEdge { node: IssueComment cursor: String! }
  type PageInfo { hasNextPage: Boolean! endCursor: String }

  type Mutation {
    addComment(input: AddCommentInput!): AddCommentPayload
    updateIssueComment(input: UpdateIssueCommentInput!): UpdateIssueCommentPayload
    deleteIssueComment(input: DeleteIssueCommentInput!): DeleteIssueCommentPayload
  }
  input AddCommentInput { subjectId: ID! body: String! clientMutationId: String }
  type AddCommentPayload { clientMutationId: String commentEdge: IssueCommentEdge }
  input UpdateIssueCommentInput { id: ID! body: String! clientMutationId: String }
  type UpdateIssueCommentPayload { clientMutationId: String issueComment: IssueComment }
  input DeleteIssueCommentInput { id: ID! clientMutationId: String }
  type DeleteIssueCommentPayload { clientMutationId: String }
`);

/** An error as GitHub gives it, beside the data. */
export function failure(type: string, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { type } });
}
