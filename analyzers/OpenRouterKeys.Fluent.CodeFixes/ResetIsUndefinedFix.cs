using System.Collections.Generic;
using System.Composition;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Fluent.CodeFixes;

/// <summary>ORK1006: <c>{"limit_reset": "Monthly"}</c> becomes <c>{"limit_reset": "monthly"}</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class ResetIsUndefinedFix() : FluentCodeFixProvider("ORK1006")
{
    internal override IEnumerable<TextFix> GetFixes(FixContext context, Diagnostic diagnostic)
    {
        if (JsonLiteral.Find(context.Root, diagnostic.Location.SourceSpan) is not { } literal)
        {
            yield break;
        }

        foreach (var property in literal.GetObjects().First().Properties.Where(property => property.Name.Text == ApiNames.LimitReset))
        {
            var interval = property.Value.Text.ToLowerInvariant();
            if (literal.SpanOf(property.Value) == diagnostic.Location.SourceSpan
                && !KeyRules.ResetIsUndefined.IsViolatedBy(ApiNames.ParseInterval(interval)))
            {
                yield return new TextFix(
                    $"Change to \"{interval}\"", nameof(ResetIsUndefinedFix), new TextChange(literal.SpanInside(property.Value), interval));
            }
        }
    }
}
