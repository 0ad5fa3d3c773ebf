using System.Net;
using Flurl.Http;
using OpenRouterKeys.Fluent.Http;

namespace OpenRouterKeys.Fluent.Tests.Http;

/// <summary>Which exceptions may be chained as they are, and what is told of the others.</summary>
public class SafeExceptionTests
{
    private const string NotHttp = "The answer is not HTTP as it should be.";
    private static readonly ManagementKey Key = ManagementKey.From(Canary.ManagementKey);

    private static void AssertToldInWords(Exception exception, string words)
    {
        var safe = Assert.IsType<HttpRequestException>(SafeException.From(exception, Key));
        Assert.Equal(($"{exception.GetType().FullName}: {words}", null), (safe.Message, safe.InnerException));
    }

    [Fact]
    public void An_exception_of_the_platform_that_tells_no_secret_is_chained_itself()
    {
        foreach (var exception in new Exception[] { new IOException("lost"), new HttpRequestException("failed", new IOException("lost")), new TimeoutException() })
        {
            Assert.Same(exception, SafeException.From(exception, Key));
        }

        Assert.Null(SafeException.From(null, Key));
    }

    [Fact]
    public void A_cancellation_is_told_as_a_time_that_was_over() =>
        Assert.Equal("The attempt's time was over, or a handler's.", Assert.IsType<TimeoutException>(SafeException.From(new TaskCanceledException(), Key)).Message);

    [Fact]
    public void An_exception_of_Flurls_is_left_out_and_its_cause_is_told()
    {
        var cause = new IOException("lost");
        var call = new FlurlCall { Request = new FlurlRequest("http://localhost"), HttpRequestMessage = new(HttpMethod.Post, "http://localhost") };

        Assert.Same(cause, SafeException.From(new FlurlHttpException(call, "wrapped", cause), Key));
    }

    [Fact]
    public void What_holds_a_secret_is_told_in_words_without_it()
    {
        AssertToldInWords(new IOException($"sent {Canary.ManagementKey}"), "sent ***");
        AssertToldInWords(new IOException($"sent {RawServer.Secret}"), "sent ***");
        AssertToldInWords(new IOException("lost", new IOException($"sent {Canary.ManagementKey}")), "lost");
    }

    [Fact]
    public void What_may_hold_anything_is_told_in_words()
    {
        AssertToldInWords(new AggregateException("many", new IOException("lost")), "many (lost)");
        AssertToldInWords(new IOException("lost", new AggregateException("many")), "lost");
        AssertToldInWords(new IOException("lost") { Data = { ["body"] = "anything" } }, "lost");
        AssertToldInWords(new FlurlTimeoutLikeException(), "mine");
        AssertToldInWords(new SystematicFailures.OtherException(), "theirs");
        AssertToldInWords(new NamelessException(), "nameless");
        AssertToldInWords(new IOException("lost", new SystematicFailures.OtherException()), "lost");
    }

    [Fact]
    public void What_quotes_an_answer_is_not_quoted()
    {
        AssertToldInWords(new HttpRequestException(HttpRequestError.InvalidResponse, "Invalid line: '6b6579'"), NotHttp);
        AssertToldInWords(new HttpIOException(HttpRequestError.InvalidResponse, "Invalid line: '6b6579'"), NotHttp);
        AssertToldInWords(new IOException("lost", new HttpIOException(HttpRequestError.InvalidResponse, "Invalid line: '6b6579'")), "lost");
        Assert.IsType<HttpIOException>(SafeException.From(new HttpIOException(HttpRequestError.ResponseEnded, "ended"), Key));
    }

    [Fact]
    public void An_exception_of_the_callers_is_chained_itself_where_it_cannot_tell_the_new_key()
    {
        foreach (var exception in new Exception[]
        {
            new NamelessException(),
            new IOException("lost", new SystematicFailures.OtherException()),
            new AggregateException(new IOException("one"), new IOException("two")),
        })
        {
            Assert.Same(exception, SafeException.FromCallerCode(exception, Key));
        }
    }

    [Fact]
    public void An_exception_of_the_callers_that_may_tell_the_new_key_is_told_in_words_without_it()
    {
        var holding = new IOException($"sent {Canary.ManagementKey}");
        foreach (var exception in new Exception[]
        {
            holding,
            new IOException("lost", holding),
            new AggregateException(new IOException("one"), holding),
            new AggregateException(holding, new IOException("two")),
            new IOException("lost") { Data = { ["body"] = "anything" } },
            new IOException("lost", new IOException("inner") { Data = { ["body"] = "anything" } }),
            new AggregateException(new IOException("one"), new IOException("two") { Data = { ["body"] = "anything" } }),
            new OnlyInTextException(),
        })
        {
            var safe = Assert.IsType<InvalidOperationException>(SafeException.FromCallerCode(exception, Key));
            Assert.StartsWith($"{exception.GetType().FullName}: ", safe.Message, StringComparison.Ordinal);
            Canary.AssertNotIn(safe);
        }
    }

    [Fact]
    public void An_exception_of_the_callers_that_throws_when_it_is_read_is_told_by_its_type() =>
        Assert.Equal(
            typeof(ThrowingException).FullName,
            Assert.IsType<InvalidOperationException>(SafeException.FromCallerCode(new ThrowingException(), Key)).Message);

    private sealed class FlurlTimeoutLikeException() : Exception("mine");

    private sealed class OnlyInTextException() : Exception("nothing to see")
    {
        public override string ToString() => $"body: {Canary.ManagementKey}";
    }

    private sealed class ThrowingException : Exception
    {
        public override string Message => throw new NotSupportedException();
    }
}
