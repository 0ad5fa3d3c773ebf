namespace OpenRouterKeys.Fluent.Analyzers.Tests.Usage;

/// <summary>Tests that calls in assertions and expectations of test frameworks are not reported.</summary>
public class IntentionalDiscardTests
{
    // The members of the frameworks that the tests use.
    private const string Frameworks = """
        namespace NSubstitute
        {
            static class Substitute { public static T For<T>() => default; }
            static class Arg { public static T Any<T>() => default; }
            static class SubstituteExtensions
            {
                public static T Received<T>(this T substitute, int calls = 1) => substitute;
                public static T DidNotReceive<T>(this T substitute) => substitute;
                public static T ReceivedWithAnyArgs<T>(this T substitute) => substitute;
                public static void When<T>(this T substitute, Action<T> call) { }
            }
            static class Received { public static void InOrder(Action calls) { } }
        }
        namespace Xunit
        {
            class TheoryData : List<Func<Task>> { }
            class Assert
            {
                public static Task<T> ThrowsAsync<T>(Func<Task> call) => null;
                public static T Throws<T>(Action call) => default;
                public static T Throws<T>(Func<object> call) => default;
                public static void Multiple(params Action[] checks) { }
                public static void True(bool value) { }
            }
            static class Record { public static Task<Exception> ExceptionAsync(Func<Task> call) => null; }
        }
        namespace NUnit.Framework
        {
            delegate Task AsyncTestDelegate();
            static class Assert { public static T ThrowsAsync<T>(AsyncTestDelegate call) => default; public static void That(AsyncTestDelegate call, object constraint) { } }
        }
        namespace Microsoft.VisualStudio.TestTools.UnitTesting { static class Assert { public static Task<T> ThrowsExceptionAsync<T>(Func<Task> call) => null; } }
        namespace TUnit.Assertions { static class Assert { public static Task That(Func<Task> call) => null; } }
        namespace Shouldly { static class Should { public static Task<T> ThrowAsync<T>(Func<Task> call) => null; public static T ShouldThrow<T>(this Action call) => default; } }
        namespace FluentAssertions
        {
            class Assertions { public Task ThrowAsync<T>() => null; }
            static class AssertionExtensions
            {
                public static Assertions Should(this Func<Task> call) => null;
                public static Assertions Should(this Action call) => null;
                public static Action Invoking<T>(this T subject, Action<T> call) => null;
                public static Func<Task> Awaiting<T>(this T subject, Func<T, Task> call) => null;
            }
            static class FluentActions { public static Func<Task> Awaiting(Func<Task> call) => null; }
        }
        namespace AwesomeAssertions { static class AwesomeExtensions { public static object Must(this Func<Task> call) => null; } }
        namespace Moq { class Mock<T> { public void Verify(System.Linq.Expressions.Expression<Action<T>> call) { } public void Callback(Action<T> call) { } } }
        namespace FakeItEasy { static class A { public static object CallTo(Action call) => null; } }
        namespace Mine.Xunit { static class Assert { public static Task<T> ThrowsAsync<T>(Func<Task> call) => null; } }
        namespace Mine { static class Retry { public static Task Run(Func<Task> call) => null; } }
        """;

    [Theory]
    [InlineData("await client.Received().CreateAsync(r);")]
    [InlineData("_ = await client.Received(2).CreateAsync(r).ConfigureAwait(false);")]
    [InlineData("await client.DidNotReceive().CreateAsync(r);")]
    [InlineData("await client.ReceivedWithAnyArgs().CreateAsync(r);")]
    [InlineData("await r.SendAsync(client.Received());")]
    [InlineData("await client.CreateAsync(Arg.Any<KeyRequest>(), Arg.Any<CancellationToken>());")]
    [InlineData("var received = client.Received(); await received.CreateAsync(r); received.ListAsync();")]
    [InlineData("client?.Received().CreateAsync(r);")]
    [InlineData("client.Received().ListAsync();")]
    [InlineData("void F() { client.Received().CreateAsync(r); }")]
    [InlineData("Received.InOrder(() => { client.CreateAsync(r); client.CreateAsync(r); });")]
    [InlineData("Received.InOrder(async () => { await client.CreateAsync(r); });")]
    [InlineData("Received.InOrder(() => client.DeleteAsync(\"h\"));")]
    [InlineData("client.When(c => { c.CreateAsync(r); });")]
    [InlineData("client.When(c => c.DeleteAsync(\"h\"));")]
    public Task Expectation_of_NSubstitute_is_not_reported(string statements) => Run(statements);

    [Theory]
    [InlineData("var client2 = Substitute.For<IOpenRouterKeysClient>(); await client2.{|ORK2003:CreateAsync(r)|};")]
    [InlineData("await client.{|ORK2003:CreateAsync(r)|}; await client.Received().CreateAsync(r);")]
    [InlineData("await client.{|ORK2003:CreateAsync(r)|}; Assert.True(true);")]
    [InlineData("Assert.True(true); client.{|ORK2007:ListAsync()|}; r.{|ORK2001:Limit(1m)|};")]
    [InlineData("await Mine.Xunit.Assert.ThrowsAsync<Exception>(async () => { await client.{|ORK2003:CreateAsync(r)|}; });")]
    [InlineData("await Mine.Retry.Run(async () => { await client.{|ORK2003:CreateAsync(r)|}; });")]
    [InlineData("Func<Task> act = async () => { await client.{|ORK2003:CreateAsync(r)|}; }; await act();")]
    [InlineData("Func<Task> act = async () => { await client.{|ORK2003:CreateAsync(r)|}; }; await Mine.Retry.Run(act);")]
    [InlineData("async Task Act() { await client.{|ORK2003:CreateAsync(r)|}; } await Act();")]
    public Task Call_outside_of_an_assertion_is_reported(string statements) => Run(statements);

    [Theory]
    [InlineData("await Assert.ThrowsAsync<KeyRequestRejectedException>(async () => { await client.CreateAsync(r); });")]
    [InlineData("await Assert.ThrowsAsync<KeyRequestRejectedException>(async () => { _ = await client.CreateAsync(r); });")]
    [InlineData("await Assert.ThrowsAsync<KeyRequestRejectedException>(async () => _ = await client.CreateAsync(r));")]
    [InlineData("await Assert.ThrowsAsync<KeyRequestRejectedException>(async delegate { await client.CreateAsync(r); });")]
    [InlineData("await Assert.ThrowsAsync<Exception>(() => Task.Run(async () => { await client.CreateAsync(r); }));")]
    [InlineData("await Assert.ThrowsAsync<Exception>((Func<Task>)(async () => { await client.CreateAsync(r); }));")]
    [InlineData("await Assert.ThrowsAsync<Exception>(new Func<Task>(async () => { await client.CreateAsync(r); }));")]
    [InlineData("Assert.Throws<Exception>(() => { client.CreateAsync(r).Wait(); });")]
    [InlineData("Assert.Throws<Exception>(() => { client.ListAsync(); });")]
    [InlineData("Assert.Throws<Exception>(() => { r.Limit(-amount); r.ToJson(); });")]
    [InlineData("Assert.Multiple(() => { r.Validate(); }, () => client.DeleteAsync(\"h\"));")]
    [InlineData("var exception = await Record.ExceptionAsync(async () => { await client.CreateAsync(r); });")]
    [InlineData("NUnit.Framework.Assert.ThrowsAsync<Exception>(async () => { await client.CreateAsync(r); });")]
    [InlineData("NUnit.Framework.Assert.That(async () => { await client.CreateAsync(r); }, null);")]
    [InlineData("await Microsoft.VisualStudio.TestTools.UnitTesting.Assert.ThrowsExceptionAsync<Exception>(async () => { await client.CreateAsync(r); });")]
    [InlineData("await TUnit.Assertions.Assert.That(async () => { await client.CreateAsync(r); });")]
    [InlineData("await Shouldly.Should.ThrowAsync<Exception>(async () => { await client.CreateAsync(r); });")]
    [InlineData("Action act = () => client.DeleteAsync(\"h\"); act.ShouldThrow<Exception>();")]
    [InlineData("await client.Awaiting(async c => { await c.CreateAsync(r); }).Should().ThrowAsync<Exception>();")]
    [InlineData("client.Invoking(c => c.CreateAsync(r)).Should();")]
    [InlineData("await FluentActions.Awaiting(async () => { await client.CreateAsync(r); }).Should().ThrowAsync<Exception>();")]
    [InlineData("new Moq.Mock<IOpenRouterKeysClient>().Verify(c => c.CreateAsync(r, default));")]
    [InlineData("new Moq.Mock<IOpenRouterKeysClient>().Callback(c => { c.CreateAsync(r); });")]
    [InlineData("FakeItEasy.A.CallTo(() => client.CreateAsync(r));")]
    [InlineData("Func<Task> act = async () => { await client.CreateAsync(r); }; await Assert.ThrowsAsync<Exception>(act);")]
    [InlineData("var act = async () => { await client.CreateAsync(r); }; await Assert.ThrowsAsync<Exception>(act);")]
    [InlineData("Func<Task> act = async () => { await client.CreateAsync(r); await client.CreateAsync(r); }; await act.Should().ThrowAsync<Exception>();")]
    [InlineData("Func<Task> act = async () => { await client.CreateAsync(r); }; act.Must();")]
    [InlineData("Func<Task> act = async () => { await client.CreateAsync(r); }; await Assert.ThrowsAsync<Exception>(() => act());")]
    [InlineData("Func<Task> act = async () => { await client.CreateAsync(r); }; NUnit.Framework.Assert.That(new NUnit.Framework.AsyncTestDelegate(act), null);")]
    [InlineData("Func<Task> act; act = async () => { await client.CreateAsync(r); }; await Assert.ThrowsAsync<Exception>(act);")]
    [InlineData("Func<Task> act = async () => { await client.CreateAsync(r); }; await Assert.ThrowsAsync<Exception>(act); act = async () => { await client.CreateAsync(r); }; await Assert.ThrowsAsync<Exception>(act);")]
    [InlineData("var data = new Xunit.TheoryData { async () => { await client.CreateAsync(r); } };")]
    [InlineData("Xunit.TheoryData data = [async () => { await client.CreateAsync(r); }];")]
    [InlineData("async Task Act() { await client.CreateAsync(r); } await Assert.ThrowsAsync<Exception>(Act);")]
    [InlineData("await Assert.ThrowsAsync<Exception>(Act); async Task Act() { await client.CreateAsync(r); }")]
    [InlineData("void Act() => client.DeleteAsync(\"h\"); Assert.Throws<Exception>(Act);")]
    public Task Call_in_an_assertion_is_not_reported(string statements) => Run(statements);

    private static Task Run(string statements) => Verify.File(
        $"using NSubstitute;\nusing FluentAssertions;\nusing AwesomeAssertions;\nusing Shouldly;\nusing Xunit;\nclass C {{ async Task M(IOpenRouterKeysClient client, KeyRequest r, decimal amount) {{ await Task.Yield();\n{statements}\n}} }}\n{Frameworks}");
}
