using Microsoft.CodeAnalysis.CodeFixes;
using OpenRouterKeys.Fluent.CodeFixes;

namespace OpenRouterKeys.Fluent.Analyzers.Tests.Fixes;

/// <summary>Tests facts that hold for all code fixes.</summary>
public class CodeFixExportTests
{
    private static readonly Type[] s_providers =
        [.. typeof(LimitIsTooPreciseFix).Assembly.GetTypes().Where(type => typeof(CodeFixProvider).IsAssignableFrom(type) && !type.IsAbstract)];

    [Fact]
    public void Each_of_these_rules_has_a_fix() => Assert.Equal(
        ["ORK1003", "ORK1004", "ORK1005", "ORK1006", "ORK1007", "ORK2001", "ORK2002", "ORK2003", "ORK2006", "ORK4002"],
        s_providers.SelectMany(provider => Create(provider).FixableDiagnosticIds).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_fix_has_tests_and_is_exported() => Assert.All(s_providers, provider =>
    {
        Assert.NotNull(Type.GetType($"{typeof(CodeFixExportTests).Namespace}.{provider.Name}Tests"));
        Assert.Equal(["C#"], Assert.Single(provider.GetCustomAttributes(false).OfType<ExportCodeFixProviderAttribute>()).Languages);
    });

    [Fact]
    public void Fix_All_is_supported_except_for_money_and_secrets() => Assert.All(s_providers.Select(Create), provider => Assert.Equal(
        provider.FixableDiagnosticIds[0] is "ORK1004" or "ORK1007" or "ORK2003" or "ORK2006"
            ? null
            : [FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution],
        provider.GetFixAllProvider()?.GetSupportedFixAllScopes()));

    private static CodeFixProvider Create(Type provider) => (CodeFixProvider)Activator.CreateInstance(provider)!;
}
