using System.Net;
using Flurl.Http;
using OpenRouterKeys.Fluent.Http;

namespace OpenRouterKeys.Fluent.Tests.Http;

/// <summary>Which inner exceptions are kept, and what replaces the others.</summary>
public class SafeExceptionTests
{
    private const string NotHttp = "The response is not valid HTTP.";
    private static readonly ManagementKey Key = ManagementKey.From(TestSecrets.ManagementKey);

    private static void AssertReplacedByText(Exception exception, string text)
    {
        var safe = Assert.IsType<HttpRequestException>(SafeException.From(exception, Key, ApiKey.From(TestSecrets.ExternalApiKey)));
        Assert.Equal(($"{exception.GetType().FullName}: {text}", null), (safe.Message, safe.InnerException));
    }

    [Fact]
    public void Platform_exception_without_secret_is_kept()
    {
        foreach (var exception in new Exception[] { new IOException("dropped"), new HttpRequestException("failed", new IOException("dropped")), new TimeoutException() })
        {
            Assert.Same(exception, SafeException.From(exception, Key));
        }

        Assert.Null(SafeException.From(null, Key));
    }

    [Fact]
    public void Cancellation_becomes_TimeoutException() =>
        Assert.Equal("The attempt timed out, or a message handler canceled it.", Assert.IsType<TimeoutException>(SafeException.From(new TaskCanceledException(), Key)).Message);

    [Fact]
    public void Flurl_exception_is_replaced_by_its_inner_exception()
    {
        var cause = new IOException("dropped");
        var call = new FlurlCall { Request = new FlurlRequest("http://localhost"), HttpRequestMessage = new(HttpMethod.Post, "http://localhost") };

        Assert.Same(cause, SafeException.From(new FlurlHttpException(call, "wrapped", cause), Key));
    }

    [Fact]
    public void Exception_with_secret_is_replaced_by_scrubbed_text()
    {
        AssertReplacedByText(new IOException($"sent {TestSecrets.ManagementKey}"), "sent ***");
        AssertReplacedByText(new IOException($"sent {RawServer.Secret}"), "sent ***");
        AssertReplacedByText(new IOException("dropped", new IOException($"sent {TestSecrets.ManagementKey}")), "dropped");
        AssertReplacedByText(new IOException($"sent {TestSecrets.ExternalApiKey}"), "sent ***");
    }

    [Fact]
    public void Exception_with_unknown_content_is_replaced_by_text()
    {
        AssertReplacedByText(new AggregateException("many", new IOException("dropped")), "many (dropped)");
        AssertReplacedByText(new IOException("dropped", new AggregateException("many")), "dropped");
        AssertReplacedByText(new IOException("dropped") { Data = { ["body"] = "anything" } }, "dropped");
        AssertReplacedByText(new OtherException(), "other");
        AssertReplacedByText(new SystemLookalike.LookalikeException(), "lookalike");
        AssertReplacedByText(new NoNamespaceException(), "no namespace");
        AssertReplacedByText(new IOException("dropped", new SystemLookalike.LookalikeException()), "dropped");
    }

    [Fact]
    public void Response_text_in_exception_is_not_repeated()
    {
        AssertReplacedByText(new HttpRequestException(HttpRequestError.InvalidResponse, "Invalid line: '6b6579'"), NotHttp);
        AssertReplacedByText(new HttpIOException(HttpRequestError.InvalidResponse, "Invalid line: '6b6579'"), NotHttp);
        AssertReplacedByText(new IOException("dropped", new HttpIOException(HttpRequestError.InvalidResponse, "Invalid line: '6b6579'")), "dropped");
        Assert.IsType<HttpIOException>(SafeException.From(new HttpIOException(HttpRequestError.ResponseEnded, "ended"), Key));
    }

    [Fact]
    public void Caller_exception_without_secret_is_kept()
    {
        foreach (var exception in new Exception[]
        {
            new NoNamespaceException(),
            new IOException("dropped", new SystemLookalike.LookalikeException()),
            new AggregateException(new IOException("one"), new IOException("two")),
        })
        {
            Assert.Same(exception, SafeException.FromCallerCode(exception, Key));
        }
    }

    [Fact]
    public void Caller_exception_that_may_contain_secret_is_replaced_by_text()
    {
        var exceptionWithSecret = new IOException($"sent {TestSecrets.ManagementKey}");
        foreach (var exception in new Exception[]
        {
            exceptionWithSecret,
            new IOException("dropped", exceptionWithSecret),
            new AggregateException(new IOException("one"), exceptionWithSecret),
            new AggregateException(exceptionWithSecret, new IOException("two")),
            new IOException("dropped") { Data = { ["body"] = "anything" } },
            new IOException("dropped", new IOException("inner") { Data = { ["body"] = "anything" } }),
            new AggregateException(new IOException("one"), new IOException("two") { Data = { ["body"] = "anything" } }),
            new SecretToStringException(),
        })
        {
            var safe = Assert.IsType<InvalidOperationException>(SafeException.FromCallerCode(exception, Key));
            Assert.StartsWith($"{exception.GetType().FullName}: ", safe.Message, StringComparison.Ordinal);
            TestSecrets.AssertNotIn(safe);
        }
    }

    [Fact]
    public void Caller_exception_with_throwing_Message_is_replaced_by_type_name() =>
        Assert.Equal(
            typeof(ThrowingMessageException).FullName,
            Assert.IsType<InvalidOperationException>(SafeException.FromCallerCode(new ThrowingMessageException(), Key)).Message);

    private sealed class OtherException() : Exception("other");

    private sealed class SecretToStringException() : Exception("no secret")
    {
        public override string ToString() => $"body: {TestSecrets.ManagementKey}";
    }

    private sealed class ThrowingMessageException : Exception
    {
        public override string Message => throw new NotSupportedException();
    }
}
