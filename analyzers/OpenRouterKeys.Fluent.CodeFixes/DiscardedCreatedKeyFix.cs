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
public sealed class KeepCreatedKey() : FluentCodeFixProvider("ORK2003")
{
    private const string Name = "created";

    internal override IEnumerable<TextFix> Find(FixContext place, Diagnostic diagnostic)
    {
        if (ChainCall.At(place.Root, diagnostic.Location.SourceSpan)?.FirstAncestorOrSelf<ExpressionStatementSyntax>() is not { } statement
            || StableVariable.ScopeOf(statement, isLocal: true) is not { } scope
            || PlaceOfDeclaration(statement.Expression) is not { } declared)
        {
            yield break;
        }

        var name = FreeName(place, scope);
        var declaration = new TextChange(declared, $"var {name} = ");
        yield return statement.Parent is BlockSyntax or SwitchSectionSyntax or GlobalStatementSyntax { Parent: CompilationUnitSyntax }
            ? new TextFix($"Keep it: var {name} = …", nameof(KeepCreatedKey), declaration)
            : new TextFix(
                $"Keep it: {{ var {name} = … }}",
                nameof(KeepCreatedKey),
                new TextChange(declared, "{ " + declaration.NewText),
                new TextChange(new TextSpan(statement.Span.End, 0), " }"));
    }

    // What stands before the await, and gives way: nothing, or a discard and its equals sign.
    private static TextSpan? PlaceOfDeclaration(ExpressionSyntax expression) => expression switch
    {
        AwaitExpressionSyntax => new TextSpan(expression.SpanStart, 0),
        AssignmentExpressionSyntax { Right: var value } discard
            when value.GetLeadingTrivia().All(trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia)) =>
                TextSpan.FromBounds(discard.SpanStart, value.SpanStart),
        _ => null,
    };

    // Free in the whole member: a name of an inner scope may not be taken in an outer one either.
    private static string FreeName(FixContext place, SyntaxNode scope)
    {
        var identifiers = scope.DescendantTokens().Where(token => token.IsKind(SyntaxKind.IdentifierToken));
        var names = new HashSet<string>(identifiers.Select(token => token.ValueText));
        for (var number = 0; ; number++)
        {
            var name = number == 0 ? Name : Name + number.ToString(CultureInfo.InvariantCulture);
            if (!names.Contains(name) && place.TakenNames.Add((scope, name)))
            {
                return name;
            }
        }
    }
}
