using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace OpenRouterKeys.Fluent.Analyzers.Usage;

/// <summary>Code with a syntax error. What the compiler assumes there, such as the type of a lambda, may differ from what is being typed.</summary>
internal static class IncompleteCode
{
    /// <summary>Whether the statement or member that contains the node has a syntax error.</summary>
    public static bool Contains(SyntaxNode node) =>
        node.FirstAncestorOrSelf<SyntaxNode>(static ancestor => ancestor is StatementSyntax or MemberDeclarationSyntax)?.ContainsDiagnostics == true;
}
