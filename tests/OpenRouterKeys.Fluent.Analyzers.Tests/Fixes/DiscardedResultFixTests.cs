using OpenRouterKeys.Fluent.CodeFixes;

namespace OpenRouterKeys.Fluent.Analyzers.Tests.Fixes;

public class AssignStepBackTests
{
    [Theory]
    [InlineData("request.{|ORK2001:Limit(5m)|};", "request = request.Limit(5m);")]
    [InlineData("(request).Limit(5m).{|ORK2001:ResetsDaily()|};", "request = (request).Limit(5m).ResetsDaily();")]
    [InlineData("request?.Limit(Math.Abs(amount)).{|ORK2001:IncludesByok()|};", "request = request?.Limit(Math.Abs(amount)).IncludesByok();")]
    [InlineData("if (amount > 0m) request.{|ORK2001:Limit(amount)|};", "if (amount > 0m) request = request.Limit(amount);")]
    [InlineData("var r = KeyRequest.Named(\"a\"); Action a = () => { r.{|ORK2001:Limit(5m)|}; }; a();", "var r = KeyRequest.Named(\"a\"); Action a = () => { r = r.Limit(5m); }; a();")]
    public Task The_result_is_assigned_back(string statements, string mended) => Verify.Fix<AssignStepBack>(statements, mended);

    [Fact]
    public Task The_title_tells_the_variable() =>
        Verify.Fix<AssignStepBack>("request.{|ORK2001:Limit(5m)|};", "request = request.Limit(5m);", "Assign it back: request = …");

    [Fact]
    public Task All_of_them_at_once_with_what_stands_around() => Verify.Fix<AssignStepBack>(
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
    public Task Fields_and_parameters_that_can_be_written_are_assigned() => Verify.FixMembers<AssignStepBack>(
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
    [InlineData("ref readonly var r = ref request; r.{|ORK2001:Limit(5m)|};")]
    public Task Nothing_is_offered_where_nothing_can_be_assigned(string statements) => Verify.NoFix<AssignStepBack>(statements);

    private const string Unwritable = """
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
    public Task Nothing_is_offered_for_readonly_fields_and_properties() => Verify.FixMembers<AssignStepBack>(Unwritable, Unwritable);
}
