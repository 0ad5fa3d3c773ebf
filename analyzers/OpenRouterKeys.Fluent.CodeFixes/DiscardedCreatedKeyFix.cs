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
public sealed class DiscardedCreatedKeyFix() : FluentCodeFixProvider("ORK2003", supportsFixAll: false)
{
    private const string DefaultName = "created";

    internal override IEnumerable<TextFix> GetFixes(FixContext context, Diagnostic diagnostic)
    {
        if (ChainCall.Find(context.Root, diagnostic.Location.SourceSpan) is not { } call
            || call.FirstAncestorOrSelf<ExpressionStatementSyntax>() is not { } statement
            || ScopeFacts.ScopeOfLocal(statement) is not { } scope)
        {
            yield break;
        }

        var (value, declaration) = FindTarget(statement.Expression);
        if (!IsResultOf(call, value, context))
        {
            yield break;
        }

        var name = CreateName(scope);
        var change = new TextChange(declaration, declaration.IsEmpty ? $"var {name} = " : $"var {name}");
        TextChange[] changes = statement.Parent is BlockSyntax or SwitchSectionSyntax or GlobalStatementSyntax { Parent: CompilationUnitSyntax }
            ? [change]
            : [new(declaration, "{ " + change.NewText), new(new TextSpan(statement.Span.End, 0), " }")];
        yield return new TextFix($"Assign the key to a new variable '{name}'", nameof(DiscardedCreatedKeyFix), changes);
    }

    // Returns the value and the text that the declaration replaces: nothing, or a discard.
    private static (ExpressionSyntax Value, TextSpan Declaration) FindTarget(ExpressionSyntax expression) =>
        expression is AssignmentExpressionSyntax discard
            ? (discard.Right, discard.Left.Span)
            : (expression, new TextSpan(expression.SpanStart, 0));

    // Task.Wait returns no key, for example.
    private static bool IsResultOf(InvocationExpressionSyntax call, ExpressionSyntax value, FixContext context) =>
        context.Model.GetTypeInfo(call, context.CancellationToken).Type is INamedTypeSymbol { TypeArguments: { Length: 1 } results }
        && SymbolEqualityComparer.Default.Equals(results[0], context.Model.GetTypeInfo(value, context.CancellationToken).Type);

    // The name must be unused in the whole member, because an outer variable conflicts with one in an inner scope.
    private static string CreateName(SyntaxNode scope)
    {
        var identifiers = scope.DescendantTokens().Where(token => token.IsKind(SyntaxKind.IdentifierToken));
        var names = new HashSet<string>(identifiers.Select(token => token.ValueText));
        var name = DefaultName;
        for (var number = 1; names.Contains(name); number++)
        {
            name = DefaultName + number.ToString(CultureInfo.InvariantCulture);
        }

        return name;
    }
}
