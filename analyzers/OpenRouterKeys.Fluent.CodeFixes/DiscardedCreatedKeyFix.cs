using System.Collections.Generic;
using System.Composition;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using OpenRouterKeys.Fluent.Analyzers.Model;

namespace OpenRouterKeys.Fluent.CodeFixes;

/// <summary>ORK2003: <c>await client.CreateAsync(request);</c> becomes <c>var created = await client.CreateAsync(request);</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class DiscardedCreatedKeyFix() : FluentCodeFixProvider("ORK2003")
{
    private const string DefaultName = "created";

    internal override IEnumerable<TextFix> GetFixes(FixContext context, Diagnostic diagnostic)
    {
        if (ChainCall.Find(context.Root, diagnostic.Location.SourceSpan)?.FirstAncestorOrSelf<ExpressionStatementSyntax>() is not { } statement
            || ScopeFacts.ScopeOfLocal(statement) is not { } scope
            || FindTarget(statement.Expression) is not { } target)
        {
            yield break;
        }

        var name = CreateName(context, scope);
        var declaration = $"var {name} = ";
        TextChange[] changes = statement.Parent is BlockSyntax or SwitchSectionSyntax or GlobalStatementSyntax { Parent: CompilationUnitSyntax }
            ? [new(target, declaration)]
            : [new(target, "{ " + declaration), new(new TextSpan(statement.Span.End, 0), " }")];
        yield return new TextFix($"Assign the key to a new variable '{name}'", nameof(DiscardedCreatedKeyFix), changes);
    }

    // Returns the text before the await, which the declaration replaces: nothing, or a discard and its equals sign.
    private static TextSpan? FindTarget(ExpressionSyntax expression) => expression switch
    {
        AwaitExpressionSyntax => new TextSpan(expression.SpanStart, 0),
        AssignmentExpressionSyntax { Right: var value } discard
            when value.GetLeadingTrivia().All(trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia)) =>
                TextSpan.FromBounds(discard.SpanStart, value.SpanStart),
        _ => null,
    };

    // The name must be unused in the whole member, because an outer variable conflicts with one in an inner scope.
    private static string CreateName(FixContext context, SyntaxNode scope)
    {
        var identifiers = scope.DescendantTokens().Where(token => token.IsKind(SyntaxKind.IdentifierToken));
        var names = new HashSet<string>(identifiers.Select(token => token.ValueText));
        for (var number = 0; ; number++)
        {
            var name = number == 0 ? DefaultName : DefaultName + number.ToString(CultureInfo.InvariantCulture);
            if (!names.Contains(name) && context.IntroducedNames.Add((scope, name)))
            {
                return name;
            }
        }
    }
}
