using OpenRouterKeys.Fluent.CodeFixes;

namespace OpenRouterKeys.Fluent.Analyzers.Tests.Fixes;

/// <summary>Tests the fix for ORK2001.</summary>
public class DiscardedResultFixTests
{
    [Theory]
    [InlineData("request.{|ORK2001:Limit(5m)|};", "request = request.Limit(5m);")]
    [InlineData("(request).Limit(5m).{|ORK2001:ResetsDaily()|};", "request = (request).Limit(5m).ResetsDaily();")]
    [InlineData("request?.Limit(Math.Abs(amount)).{|ORK2001:IncludesByok()|};", "request = request?.Limit(Math.Abs(amount)).IncludesByok();")]
    [InlineData("if (amount > 0m) request.{|ORK2001:Limit(amount)|};", "if (amount > 0m) request = request.Limit(amount);")]
    [InlineData("var r = KeyRequest.Named(\"a\"); Action a = () => { r.{|ORK2001:Limit(5m)|}; }; a();", "var r = KeyRequest.Named(\"a\"); Action a = () => { r = r.Limit(5m); }; a();")]
    public Task Result_is_assigned_to_the_variable(string statements, string expected) => Verify.Fix<DiscardedResultFix>(statements, expected);

    [Theory]
    [InlineData("request!.Limit(5m);", "request = request!.Limit(5m);")]
    [InlineData("KeyRequest? r = request; r?.Limit(5m);", "KeyRequest? r = request; r = r?.Limit(5m);")]
    [InlineData("request?.Limit(5m);", null)]
    public async Task Result_is_assigned_only_without_a_new_warning(string statement, string? expected) => Assert.Equal(
        expected, await new FixRunner(new DiscardedResultFix()).FixAsync(statement, "Limit(5m)"));

    [Fact]
    public Task Title_contains_the_variable() =>
        Verify.Fix<DiscardedResultFix>("request.{|ORK2001:Limit(5m)|};", "request = request.Limit(5m);", "Assign the result to 'request'");

    [Fact]
    public Task Fix_All_keeps_comments_and_line_breaks() => Verify.Fix<DiscardedResultFix>(
        """
        // The tier.
                request // of the team
                    .Limit(5m)
                    .{|ORK2001:ResetsDaily()|}; // daily

                request.{|ORK2001:IncludesByok()|};
        """,
        """
        // The tier.
                request = request // of the team
                    .Limit(5m)
                    .ResetsDaily(); // daily

                request = request.IncludesByok();
        """);

    [Fact]
    public Task Writable_field_or_parameter_is_assigned() => Verify.FixMembers<DiscardedResultFix>(
        """
        KeyRequest _own = KeyRequest.Named("a");
        static KeyRequest s_shared = KeyRequest.Named("a");
        void M(ref KeyRequest request)
        {
            _own.{|ORK2001:Limit(5m)|};
            this._own.{|ORK2001:Limit(5m)|};
            C.s_shared.{|ORK2001:Limit(5m)|};
            request.{|ORK2001:Limit(5m)|};
        }
        """,
        """
        KeyRequest _own = KeyRequest.Named("a");
        static KeyRequest s_shared = KeyRequest.Named("a");
        void M(ref KeyRequest request)
        {
            _own = _own.Limit(5m);
            this._own = this._own.Limit(5m);
            C.s_shared = C.s_shared.Limit(5m);
            request = request.Limit(5m);
        }
        """);

    [Theory]
    [InlineData("KeyRequest.Named(\"a\").{|ORK2001:Limit(5m)|};")]
    [InlineData("KeyRequest.Unnamed.{|ORK2001:Limit(5m)|};")]
    [InlineData("foreach (var r in new[] { request }) { r.{|ORK2001:Limit(5m)|}; }")]
    [InlineData("new[] { request }[0].{|ORK2001:Limit(5m)|};")]
    [InlineData("Same(request).{|ORK2001:Limit(5m)|}; static KeyRequest Same(KeyRequest r) => r;")]
    [InlineData("F(request); static void F(in KeyRequest r) { r.{|ORK2001:Limit(5m)|}; }")]
    [InlineData(
        "ref readonly var r = ref request; r.{|ORK2001:Limit(5m)|};",
        Skip = RoslynUnderTest.RequiresCSharp13, SkipUnless = nameof(RoslynUnderTest.HasCSharp13), SkipType = typeof(RoslynUnderTest))]
    public Task Expression_that_cannot_be_assigned_has_no_fix(string statements) => Verify.NoFix<DiscardedResultFix>(statements);

    private const string ReadOnlyTargets = """
        readonly KeyRequest _own = KeyRequest.Named("a");
        static readonly KeyRequest s_shared = KeyRequest.Named("a");
        KeyRequest Own { get; set; } = KeyRequest.Named("a");
        void M()
        {
            _own.{|ORK2001:Limit(5m)|};
            s_shared.{|ORK2001:Limit(5m)|};
            Own.{|ORK2001:Limit(5m)|};
        }
        void N(C other) { other._own.{|ORK2001:Limit(5m)|}; }
        readonly struct R(KeyRequest request) { public void M() { F(request); } static void F(in KeyRequest r) { r.{|ORK2001:Limit(5m)|}; } }
        struct S { KeyRequest _r; readonly void M() { _r.{|ORK2001:Limit(5m)|}; } }
        """;

    [Fact]
    public Task Read_only_field_or_property_has_no_fix() => Verify.FixMembers<DiscardedResultFix>(ReadOnlyTargets, ReadOnlyTargets);
}
