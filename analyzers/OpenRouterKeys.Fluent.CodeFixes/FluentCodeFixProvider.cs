using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace OpenRouterKeys.Fluent.CodeFixes;

/// <summary>The base class of all code fixes. A fix is offered only if it cannot change the intended meaning and the compiler reports
/// nothing new.</summary>
public abstract class FluentCodeFixProvider : CodeFixProvider
{
    private readonly bool _supportsFixAll;

    // A fix that changes an amount of money or reveals a secret must be reviewed at each place, so it does not support Fix All.
    private protected FluentCodeFixProvider(string id, bool supportsFixAll = true)
    {
        FixableDiagnosticIds = [id];
        _supportsFixAll = supportsFixAll;
    }

    /// <inheritdoc />
    public sealed override ImmutableArray<string> FixableDiagnosticIds { get; }

    /// <inheritdoc />
    public sealed override FixAllProvider? GetFixAllProvider() => _supportsFixAll ? new DocumentFixAllProvider(this) : null;

    /// <inheritdoc />
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (await FixContext.CreateAsync(context.Document, context.CancellationToken).ConfigureAwait(false) is not { } fixContext)
        {
            return;
        }

        foreach (var diagnostic in context.Diagnostics)
        {
            foreach (var fix in GetFixes(fixContext, diagnostic))
            {
                if (!await fixContext.AddsWarningsAsync(fix.Changes, fix.Changes[0]).ConfigureAwait(false))
                {
                    context.RegisterCodeFix(
                        CodeAction.Create(fix.Title, _ => Task.FromResult(fixContext.Apply(fix.Changes)), fix.EquivalenceKey), diagnostic);
                }
            }
        }
    }

    internal abstract IEnumerable<TextFix> GetFixes(FixContext context, Diagnostic diagnostic);

    /// <summary>Returns the fix that Fix All applies. The key is null if the first diagnostic that <c>dotnet format</c> found has no fix.</summary>
    internal TextFix? GetFix(FixContext context, Diagnostic diagnostic, string? equivalenceKey) =>
        GetFixes(context, diagnostic).FirstOrDefault(fix => equivalenceKey is null || fix.EquivalenceKey == equivalenceKey);
}
