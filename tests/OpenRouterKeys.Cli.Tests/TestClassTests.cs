namespace OpenRouterKeys.Cli.Tests;

public class TestClassTests
{
    // xunit does not call Dispose of a test class that also has DisposeAsync, so the files that it deletes would remain.
    [Fact]
    public void No_test_class_has_both_Dispose_and_DisposeAsync() => Assert.DoesNotContain(
        typeof(TestClassTests).Assembly.GetTypes().Where(HasTests),
        type => type.IsAssignableTo(typeof(IDisposable)) && type.IsAssignableTo(typeof(IAsyncDisposable)));

    private static bool HasTests(Type type) => type.GetMethods().Any(method => method.IsDefined(typeof(FactAttribute), inherit: true));
}
