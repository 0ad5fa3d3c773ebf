using Microsoft.CodeAnalysis.CodeFixes;
using OpenRouterKeys.Fluent.CodeFixes;

namespace OpenRouterKeys.Fluent.Analyzers.Tests.Fixes;

public class AllFixesTests
{
    private static readonly Type[] s_fixes =
        [.. typeof(RoundLimit).Assembly.GetTypes().Where(type => typeof(CodeFixProvider).IsAssignableFrom(type) && !type.IsAbstract)];

    [Fact]
    public void Every_rule_that_promises_a_fix_has_one() => Assert.Equal(
        ["ORK1003", "ORK1004", "ORK1005", "ORK1007", "ORK2001", "ORK2002", "ORK2003", "ORK4002"],
        s_fixes.SelectMany(fix => New(fix).FixableDiagnosticIds).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_fix_has_tests_is_exported_and_works_as_Fix_All() => Assert.All(s_fixes, fix =>
    {
        Assert.NotNull(Type.GetType($"{typeof(AllFixesTests).Namespace}.{fix.Name}Tests"));
        Assert.Equal(["C#"], Assert.Single(fix.GetCustomAttributes(false).OfType<ExportCodeFixProviderAttribute>()).Languages);
        Assert.Equal([FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution], New(fix).GetFixAllProvider()!.GetSupportedFixAllScopes());
    });

    private static CodeFixProvider New(Type fix) => (CodeFixProvider)Activator.CreateInstance(fix)!;
}
