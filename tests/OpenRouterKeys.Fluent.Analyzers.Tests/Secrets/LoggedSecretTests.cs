namespace OpenRouterKeys.Fluent.Analyzers.Tests.Secrets;

/// <summary>Tests ORK3002.</summary>
public class LoggedSecretTests
{
    private const string Loggers = """

        namespace Microsoft.Extensions.Logging
        {
            public enum LogLevel { Information }
            public struct EventId { }
            public interface ILogger
            {
                void Log<TState>(LogLevel level, EventId id, TState state, Exception exception, Func<TState, Exception, string> formatter);
                bool IsEnabled(LogLevel level);
                IDisposable BeginScope<TState>(TState state);
            }
            public interface ILogger<out T> : ILogger { }
            public interface ILoggerFactory { ILogger CreateLogger(string category); }
            public static class LoggerExtensions
            {
                public static void LogInformation(this ILogger logger, string message, params object[] args) { }
                public static void LogError(this ILogger logger, Exception exception, string message, params object[] args) { }
                public static IDisposable BeginScope(this ILogger logger, string format, params object[] args) => null;
            }
        }
        namespace Serilog
        {
            public interface ILogger
            {
                void Information(string template);
                void Information<T>(string template, T value);
                void Information(string template, params object[] values);
                ILogger ForContext(string name, object value, bool destructure = false);
                bool BindProperty(string name, object value, bool destructure, out object property);
            }
            public static class Log
            {
                public static ILogger Logger { get; set; }
                public static void Error(Exception exception, string template, params object[] values) { }
                public static ILogger ForContext(string name, object value, bool destructure = false) => null;
            }
            public static class LoggerExtensions { public static ILogger ForContext<T>(this ILogger logger, int level, string name, T value, bool destructure = false) => logger; }
        }
        namespace NLog
        {
            public interface ILogger { void Info(string message); }
            public class Logger : ILogger { public void Info(string message) { } public void Warn<T>(string message, T argument) { } public Logger WithProperty(string key, object value) => this; }
            public static class LogManager { public static Logger GetLogger(string name) => null; }
        }
        namespace Own
        {
            using Microsoft.Extensions.Logging;
            public class OwnLogger : ILogger
            {
                public virtual void Log<TState>(LogLevel level, EventId id, TState state, Exception exception, Func<TState, Exception, string> formatter) { }
                public bool IsEnabled(LogLevel level) => true;
                public IDisposable BeginScope<TState>(TState state) => null;
                public void Store(string secret) { }
            }
            public class DerivedLogger : OwnLogger { public override void Log<TState>(LogLevel level, EventId id, TState state, Exception exception, Func<TState, Exception, string> formatter) { } }
            public class OwnSerilog : Serilog.ILogger
            {
                public void Information(string template) { }
                public void Information<T>(string template, T value) { }
                public void Information(string template, params object[] values) { }
                public Serilog.ILogger ForContext(string name, object value, bool destructure) => this;
                public bool BindProperty(string name, object value, bool destructure, out object property) { property = null; return true; }
            }
            public static class Console { public static void WriteLine(string text) { } }
            public class Log { public static void Error(string text) { } }
        }
        """;

    [Theory]
    [InlineData("Console.WriteLine(key.{|ORK3002:Reveal()|});")]
    [InlineData("System.Console.Write((key.{|ORK3002:Reveal()|}));")]
    [InlineData("Console.Write(\"{0} {1}\", 1, key.{|ORK3002:Reveal()|});")]
    [InlineData("Console.WriteLine(\"{0} {1} {2} {3}\", 1, 2, 3, key.{|ORK3002:Reveal()|});")]
    [InlineData("Console.WriteLine(\"{0} {1} {2} {3}\", [1, 2, 3, key.{|ORK3002:Reveal()|}]);")]
    [InlineData("Console.WriteLine(\"{0}\", new object[] { key.{|ORK3002:Reveal()|} });")]
    [InlineData("Console.WriteLine(\"{0}\", new[] { key.{|ORK3002:Reveal()|} });")]
    [InlineData("Console.WriteLine(arg: new object[] { key.{|ORK3002:Reveal()|} }, format: \"{0}\");")]
    [InlineData("Console.WriteLine(\"{0}\", (ReadOnlySpan<object>)[key.{|ORK3002:Reveal()|}]);")]
    [InlineData("Console.Error.WriteLine(key.{|ORK3002:Reveal()|});")]
    [InlineData("Console.Error.WriteLine(\"{0} {1} {2} {3}\", 1, 2, 3, key.{|ORK3002:Reveal()|});")]
    [InlineData("await Console.Out.WriteLineAsync($\"key: {key.{|ORK3002:Reveal()|}}\");")]
    [InlineData("await Console.Error.WriteAsync(key.{|ORK3002:Reveal()|});")]
    [InlineData("Console.Out?.WriteLine(key.{|ORK3002:Reveal()|});")]
    [InlineData("var writer = Console.Error; writer.WriteLine(key.{|ORK3002:Reveal()|});")]
    [InlineData("System.Diagnostics.Debug.WriteLine(key.{|ORK3002:Reveal()|});")]
    [InlineData("System.Diagnostics.Debug.Assert(key != null, $\"bad: {key.{|ORK3002:Reveal()|}}\");")]
    [InlineData("System.Diagnostics.Debug.WriteLineIf(key != null, $\"key {key.{|ORK3002:Reveal()|},10}\");")]
    [InlineData("System.Diagnostics.Debug.Print(\"{0}\", key.{|ORK3002:Reveal()|});")]
    [InlineData("System.Diagnostics.Trace.TraceError(key.{|ORK3002:Reveal()|});")]
    [InlineData("System.Diagnostics.Trace.TraceInformation(\"{0}\", key.{|ORK3002:Reveal()|});")]
    [InlineData("System.Diagnostics.Trace.Fail(text, key.{|ORK3002:Reveal()|});")]
    [InlineData("new System.Diagnostics.TraceSource(\"a\").TraceInformation(\"{0}\", key.{|ORK3002:Reveal()|});")]
    [InlineData("System.Action a = () => Console.WriteLine(key.{|ORK3002:Reveal()|});")]
    public Task Secret_in_an_argument_of_an_output_method_is_reported(string statements) => Verify.Body(statements);

    [Theory]
    [InlineData("Console.WriteLine(key?.{|ORK3002:Reveal()|});")]
    [InlineData("Console.WriteLine(key!.{|ORK3002:Reveal()|}!);")]
    [InlineData("Console.WriteLine(key is null ? \"none\" : key.{|ORK3002:Reveal()|});")]
    [InlineData("Console.WriteLine(key is null ? key.{|ORK3002:Reveal()|} : (text ?? key.{|ORK3002:Reveal()|}));")]
    [InlineData("Console.WriteLine(key?.{|ORK3002:Reveal()|} ?? \"none\");")]
    [InlineData("Console.WriteLine(text ?? key.{|ORK3002:Reveal()|});")]
    [InlineData("Console.WriteLine(amount switch { 1 => \"one\", _ => key.{|ORK3002:Reveal()|} });")]
    [InlineData("Console.WriteLine((object)key.{|ORK3002:Reveal()|});")]
    [InlineData("Console.WriteLine(key.{|ORK3002:Reveal()|} as object);")]
    [InlineData("Console.WriteLine(key.{|ORK3002:Reveal()|}.ToString());")]
    [InlineData("Console.WriteLine(key?.{|ORK3002:Reveal()|}?.ToString());")]
    [InlineData("Console.WriteLine(text = key.{|ORK3002:Reveal()|});")]
    [InlineData("Console.WriteLine(checked(key.{|ORK3002:Reveal()|}));")]
    [InlineData("Console.WriteLine(\"key: \" + key.{|ORK3002:Reveal()|} + \".\");")]
    [InlineData("Console.WriteLine(1 + key.{|ORK3002:Reveal()|} + amount);")]
    [InlineData("Console.WriteLine($\"key: {key.{|ORK3002:Reveal()|}}\");")]
    [InlineData("Console.WriteLine($\"key: {key?.{|ORK3002:Reveal()|} ?? \"none\",-80:x} \" + $\"{amount}\");")]
    [InlineData("Console.WriteLine($\"a {$\"b {key.{|ORK3002:Reveal()|}}\"}\");")]
    [InlineData("Console.WriteLine((FormattableString)$\"{key.{|ORK3002:Reveal()|}}\");")]
    [InlineData("Console.WriteLine(FormattableString.Invariant($\"{key.{|ORK3002:Reveal()|}}\"));")]
    [InlineData("Console.WriteLine(string.Create(null, $\"{key.{|ORK3002:Reveal()|}}\"));")]
    [InlineData("Console.WriteLine(string.Format(\"{0}\", key.{|ORK3002:Reveal()|}));")]
    [InlineData("Console.WriteLine(string.Format(\"{0} {1} {2} {3}\", 1, 2, 3, key.{|ORK3002:Reveal()|}));")]
    [InlineData("Console.WriteLine(string.Format(null, \"{0}\", new object[] { key.{|ORK3002:Reveal()|} }));")]
    [InlineData("Console.WriteLine(string.Concat(\"a\", key.{|ORK3002:Reveal()|}));")]
    [InlineData("Console.WriteLine(string.Concat(new List<string>().Count, key.{|ORK3002:Reveal()|}, 1, 2, 3));")]
    [InlineData("Console.WriteLine(string.Join(\",\", 1, key.{|ORK3002:Reveal()|}));")]
    [InlineData("Console.WriteLine(string.Join(',', \"a\", \"b\", \"c\", \"d\", key.{|ORK3002:Reveal()|}));")]
    [InlineData("Console.WriteLine(string.Join(\",\", new[] { text, key.{|ORK3002:Reveal()|} }));")]
    [InlineData("Console.WriteLine(string.Join(\",\", new string[2] { text, key.{|ORK3002:Reveal()|} }));")]
    [InlineData("Console.WriteLine(string.Join<string>(\",\", [text, key.{|ORK3002:Reveal()|}]));")]
    [InlineData("Console.WriteLine(string.Join(\",\", (List<string>)[text, .. new[] { key.{|ORK3002:Reveal()|} }]));")]
    [InlineData("Console.WriteLine((1, key.{|ORK3002:Reveal()|}));")]
    [InlineData("Console.WriteLine($\"{(Name: text, Secret: key.{|ORK3002:Reveal()|})}\");")]
    [InlineData("Console.WriteLine(\"{0} {1}\", key.{|ORK3002:Reveal()|}, key.{|ORK3002:Reveal()|});")]
    public Task Secret_inside_a_larger_expression_is_reported(string statements) => Verify.Body(statements);

    [Theory]
    [InlineData("throw new InvalidOperationException($\"bad {key.{|ORK3002:Reveal()|}}\");")]
    [InlineData("throw new InvalidOperationException($\"lost {key?.{|ORK3002:Reveal()|}}\");")]
    [InlineData("Exception e = new(key.{|ORK3002:Reveal()|});")]
    [InlineData("throw new ArgumentOutOfRangeException(nameof(text), key.{|ORK3002:Reveal()|}, \"bad\");")]
    [InlineData("throw text is null ? new System.IO.IOException(key.{|ORK3002:Reveal()|}) : new Exception(\"bad\");")]
    [InlineData("var e = new Exception(\"bad\"); e.Data[\"key\"] = key.{|ORK3002:Reveal()|};")]
    [InlineData("var e = new Exception(\"bad\"); e.Data[\"key\"] = $\"{key.{|ORK3002:Reveal()|}}\"; throw e;")]
    [InlineData("var e = new Exception(\"bad\"); e.Data.Add(\"key\", key?.{|ORK3002:Reveal()|});")]
    [InlineData("throw new Exception(\"bad\") { Data = { [\"key\"] = key.{|ORK3002:Reveal()|} } };")]
    [InlineData("throw new Exception(\"bad\") { Data = { { \"key\", key.{|ORK3002:Reveal()|} } } };")]
    public Task Secret_in_an_exception_is_reported(string statements) => Verify.Body(statements);

    [Theory]
    [InlineData("class E(ApiKey key) : Exception($\"lost {key.{|ORK3002:Reveal()|}}\");")]
    [InlineData("class E : Exception { E(ApiKey key) : base($\"lost {key?.{|ORK3002:Reveal()|}}\") { } }")]
    [InlineData("class E : Exception { E(string text) : base(text) { } E(ApiKey key) : this(\"lost \" + key.{|ORK3002:Reveal()|}) { } }")]
    [InlineData("class E : InvalidOperationException { E(ApiKey key) : base(\"lost\") => Data[\"key\"] = key.{|ORK3002:Reveal()|}; }")]
    [InlineData("class E(string a) : Exception(\"lost\") { static E For(ApiKey key) => new(key.{|ORK3002:Reveal()|}); }")]
    [InlineData("class E<T>(T a) : Exception(\"lost\") { static E<string> For(ApiKey key) => new(key.{|ORK3002:Reveal()|}); }")]
    [InlineData("class E(string[] a) : Exception(\"lost\") { static E For(ApiKey key) => new([key.{|ORK3002:Reveal()|}]); }")]
    [InlineData("Exception Lost(CreatedKey created) => new($\"lost {created.Key.{|ORK3002:Reveal()|}}\");")]
    [InlineData("static readonly Exception Lost = new(ApiKey.From(\"a\").{|ORK3002:Reveal()|});")]
    [InlineData("class P(string a); class D(ApiKey key) : P(key.Reveal());")]
    [InlineData("class P { P(string a) { } P(ApiKey key) : this(key.Reveal()) { } }")]
    [InlineData("class E : Exception { public string Secret { get; set; } static E For(ApiKey key) => new() { Secret = key.Reveal() }; }")]
    public Task Secret_in_a_constructor_of_an_exception_is_reported(string members) => Verify.Members(members);

    [Theory]
    [InlineData("var secret = key.{|ORK3002:Reveal()|}; Console.WriteLine(secret);")]
    [InlineData("string secret = key?.{|ORK3002:Reveal()|} ?? \"none\"; Console.WriteLine($\"{secret}\");")]
    [InlineData("var secret = key.{|ORK3002:Reveal()|}; var message = \"key \" + secret; System.Diagnostics.Debug.WriteLine(message);")]
    [InlineData("var secrets = new[] { key.{|ORK3002:Reveal()|} }; Console.WriteLine(string.Join(\",\", secrets));")]
    [InlineData("List<string> secrets = [key.{|ORK3002:Reveal()|}]; Console.WriteLine(string.Concat(secrets));")]
    [InlineData("var pair = (1, key.{|ORK3002:Reveal()|}); Console.WriteLine(pair);")]
    [InlineData("object secret = key.{|ORK3002:Reveal()|}; throw new Exception(secret.ToString());")]
    [InlineData("var secret = key.{|ORK3002:Reveal()|}; Action log = () => Console.WriteLine(secret);")]
    [InlineData("var secret = key.{|ORK3002:Reveal()|}; Log(); void Log() => Console.WriteLine(secret);")]
    [InlineData("{ var secret = \"a\"; Console.WriteLine(secret); } { var secret = key.{|ORK3002:Reveal()|}; Console.WriteLine(secret); }")]
    [InlineData("for (var secret = key.{|ORK3002:Reveal()|}; ; ) { Console.WriteLine(secret); }")]
    [InlineData("switch (text) { case \"a\": var secret = key.{|ORK3002:Reveal()|}; Console.WriteLine(secret); break; }")]
    [InlineData("using (var writer = Console.Out) { writer.WriteLine(key.{|ORK3002:Reveal()|}); }")]
    [InlineData("string a = key.{|ORK3002:Reveal()|}, b = a, c = b; Console.WriteLine(c);")]
    [InlineData("var a = key.{|ORK3002:Reveal()|} + key.{|ORK3002:Reveal()|}; var b = a; Console.WriteLine(a + b);")]
    public Task Secret_in_a_local_with_one_initializer_is_reported(string statements) => Verify.Body(statements);

    [Theory]
    [InlineData("Microsoft.Extensions.Logging.ILogger", "log.LogInformation(\"{Key}\", key.{|ORK3002:Reveal()|});")]
    [InlineData("Microsoft.Extensions.Logging.ILogger<string>", "log.LogInformation($\"{key.{|ORK3002:Reveal()|}}\");")]
    [InlineData("Microsoft.Extensions.Logging.ILogger", "log?.LogInformation(\"{Keys}\", 1, new[] { key.{|ORK3002:Reveal()|} });")]
    [InlineData("Microsoft.Extensions.Logging.ILogger", "log.LogError(new Exception(\"a\"), \"{Key}\", [key.{|ORK3002:Reveal()|}]);")]
    [InlineData("Microsoft.Extensions.Logging.ILogger", "LoggerExtensions.LogInformation(log, \"{Key}\", key.{|ORK3002:Reveal()|});")]
    [InlineData("Microsoft.Extensions.Logging.ILogger", "using var scope = log.BeginScope(\"{Key}\", key.{|ORK3002:Reveal()|});")]
    [InlineData("Microsoft.Extensions.Logging.ILogger", "using var scope = log.BeginScope((\"Key\", key.{|ORK3002:Reveal()|}));")]
    [InlineData("Microsoft.Extensions.Logging.ILogger", "log.Log(LogLevel.Information, default, key.{|ORK3002:Reveal()|}, null, (state, exception) => state);")]
    [InlineData("Own.OwnLogger", "log.Log(LogLevel.Information, default, key.{|ORK3002:Reveal()|}, null, (state, exception) => state);")]
    [InlineData("Own.DerivedLogger", "log.Log(LogLevel.Information, default, key.{|ORK3002:Reveal()|}, null, (state, exception) => state);")]
    [InlineData("Own.OwnLogger", "log.LogInformation(\"{Key}\", key.{|ORK3002:Reveal()|});")]
    [InlineData("Serilog.ILogger", "log.Information(\"{Key}\", key.{|ORK3002:Reveal()|});")]
    [InlineData("Serilog.ILogger", "log.Information(\"{Key} {A} {B} {C}\", key.{|ORK3002:Reveal()|}, 1, 2, 3);")]
    [InlineData("Serilog.ILogger", "log.Information(\"{Keys}\", new[] { key.Reveal() }.AsEnumerable(), key.{|ORK3002:Reveal()|});")]
    [InlineData("Serilog.ILogger", "log.ForContext(\"Key\", key.{|ORK3002:Reveal()|}).Information(\"a\");")]
    [InlineData("Serilog.ILogger", "Serilog.Log.Error(null, \"{Key}\", key.{|ORK3002:Reveal()|}); Serilog.Log.ForContext(\"Key\", key.{|ORK3002:Reveal()|});")]
    [InlineData("Serilog.ILogger", "Serilog.Log.Logger.Information(key.{|ORK3002:Reveal()|});")]
    [InlineData("Own.OwnSerilog", "log.Information(\"{Key}\", key.{|ORK3002:Reveal()|});")]
    [InlineData("NLog.Logger", "log.Info(key.{|ORK3002:Reveal()|}); log.Warn(\"{key}\", key.{|ORK3002:Reveal()|}); log.WithProperty(\"Key\", key.{|ORK3002:Reveal()|}).Info(\"a\");")]
    [InlineData("NLog.ILogger", "log.Info($\"{key.{|ORK3002:Reveal()|}}\");")]
    [InlineData("Microsoft.Extensions.Logging.ILogger", "log.LogInformation(\"{Key} {Length}\", key, key.Reveal().Length);")]
    [InlineData("Microsoft.Extensions.Logging.ILogger", "log.LogInformation(\"{Key}\", (Func<string>)(() => key.Reveal()));")]
    [InlineData("Microsoft.Extensions.Logging.ILogger", "log.IsEnabled(key.Reveal() == \"a\" ? LogLevel.Information : default);")]
    [InlineData("Microsoft.Extensions.Logging.ILoggerFactory", "log.CreateLogger(key.Reveal());")]
    [InlineData("Own.OwnLogger", "log.Store(key.Reveal());")]
    [InlineData("Own.OwnSerilog", "log.BindProperty(\"Key\", key.Reveal(), false, out _);")]
    [InlineData("NLog.Logger", "NLog.LogManager.GetLogger(key.Reveal());")]
    [InlineData("Own.Log", "Own.Log.Error(key.Reveal()); Own.Console.WriteLine(key.Reveal());")]
    public Task Secret_in_an_argument_of_a_logger_is_reported(string type, string statements) => Verify.File(
        $"using Microsoft.Extensions.Logging;\nclass C {{ void M({type} log, ApiKey key) {{ {statements} }} }}" + Loggers);

    [Theory]
    [InlineData("using var writer = new System.IO.StringWriter(); writer.WriteLine(key.Reveal());")]
    [InlineData("var header = $\"Bearer {key.Reveal()}\";")]
    [InlineData("var header = new System.Net.Http.Headers.AuthenticationHeaderValue(\"Bearer\", key.Reveal());")]
    [InlineData("System.IO.File.WriteAllText(\"f\", key.Reveal());")]
    [InlineData("await System.IO.File.WriteAllTextAsync(\"f\", string.Join(\"\\n\", text, key.Reveal()));")]
    [InlineData("Environment.SetEnvironmentVariable(\"KEY\", key.Reveal());")]
    [InlineData("Console.WriteLine(key);")]
    [InlineData("Console.WriteLine($\"{key}\" + key.ToString());")]
    [InlineData("Console.WriteLine(key.Reveal().Length);")]
    [InlineData("Console.WriteLine(key?.Reveal().Length);")]
    [InlineData("Console.WriteLine(key?.Reveal()?.Length);")]
    [InlineData("Console.WriteLine(key.Reveal()[0]);")]
    [InlineData("Console.WriteLine(key.Reveal() == text);")]
    [InlineData("Console.WriteLine(key.Reveal() == text ? 1 : 2);")]
    [InlineData("Console.WriteLine(key.Reveal() is \"a\" ? \"yes\" : \"no\");")]
    [InlineData("Console.WriteLine(key.Reveal() switch { \"a\" => 1, _ => 2 });")]
    [InlineData("Console.WriteLine(amount switch { 1 when key.Reveal() == text => \"a\", _ => \"b\" });")]
    [InlineData("Console.WriteLine((key.Reveal(), 1) == (text, 1));")]
    [InlineData("Console.WriteLine((key.Reveal(), 1).Item2);")]
    [InlineData("Console.WriteLine(string.IsNullOrEmpty(key.Reveal()));")]
    [InlineData("Console.WriteLine(string.Equals(key.Reveal(), text));")]
    [InlineData("Console.WriteLine(string.Compare(key.Reveal(), text));")]
    [InlineData("Console.WriteLine(string.Create(3, key.Reveal(), (span, secret) => span.Fill('*')));")]
    [InlineData("Console.WriteLine(key.Reveal().GetHashCode());")]
    [InlineData("Console.WriteLine(key.Reveal().StartsWith(\"sk-\"));")]
    [InlineData("Console.WriteLine(Hash(key.Reveal())); static string Hash(string s) => s;")]
    [InlineData("Console.WriteLine(Hash($\"{key.Reveal()}\" + text)); static string Hash(string s) => s;")]
    [InlineData("Console.WriteLine(Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(key.Reveal()))));")]
    [InlineData("Console.WriteLine(new Uri(key.Reveal()));")]
    [InlineData("Console.WriteLine(nameof(key.Reveal));")]
    [InlineData("Console.WriteLine((Func<string>)(() => key.Reveal()));")]
    [InlineData("Console.WriteLine((Func<string>)key.Reveal);")]
    [InlineData("Console.WriteLine(new[] { key.Reveal() });")]
    [InlineData("Console.WriteLine((object)new[] { key.Reveal() });")]
    [InlineData("Console.WriteLine($\"{new[] { key.Reveal() }}\");")]
    [InlineData("Console.WriteLine(\"a\" + new[] { key.Reveal() });")]
    [InlineData("Console.WriteLine(new[] { key.Reveal() }.ToString());")]
    [InlineData("Console.WriteLine(new[] { key.Reveal() }.Length);")]
    [InlineData("Console.WriteLine(\"{0} {1}\", 1, new[] { key.Reveal() });")]
    [InlineData("Console.WriteLine(new string[key.Reveal().Length].Length);")]
    [InlineData("Console.WriteLine(string.Concat(1, new[] { key.Reveal() }));")]
    [InlineData("Console.WriteLine(new List<string> { key.Reveal() }.Count);")]
    [InlineData("Console.SetOut(new System.IO.StreamWriter(key.Reveal()));")]
    [InlineData("Console.OpenStandardOutput(key.Reveal().Length);")]
    [InlineData("System.Diagnostics.Debug.Assert(key.Reveal().Length > 1);")]
    [InlineData("System.Diagnostics.Debug.Assert(key.Reveal() != text, \"bad\");")]
    [InlineData("throw new Exception(key.Reveal() == text ? \"a\" : \"b\");")]
    [InlineData("ArgumentException.ThrowIfNullOrEmpty(key.Reveal());")]
    [InlineData("var e = new Exception(\"bad\"); var known = e.Data.Contains(key.Reveal());")]
    [InlineData("var e = new Dictionary<string, string>(); e[\"Data\"] = key.Reveal(); e.Add(\"a\", key.Reveal());")]
    [InlineData("var e = new { Data = new Dictionary<string, string> { [\"a\"] = key.Reveal() } };")]
    [InlineData("text += key.Reveal(); Console.WriteLine(text);")]
    [InlineData("text = key.Reveal(); Console.WriteLine(text);")]
    [InlineData("var secret = key.Reveal(); secret = \"***\"; Console.WriteLine(secret);")]
    [InlineData("var secret = key.Reveal(); Mask(ref secret); Console.WriteLine(secret); static void Mask(ref string s) => s = \"***\";")]
    [InlineData("var secret = key.Reveal(); Console.WriteLine(secret.Length); Console.WriteLine(nameof(secret)); Console.WriteLine(secret == text);")]
    [InlineData("var secret = key.Reveal(); { Console.WriteLine(text); } System.IO.File.WriteAllText(\"f\", secret);")]
    [InlineData("{ var secret = key.Reveal(); } { var secret = \"a\"; Console.WriteLine(secret); }")]
    [InlineData("var (secret, other) = (key.Reveal(), 1); Console.WriteLine(other);")]
    [InlineData("var pair = (key.Reveal(), 1); Console.WriteLine(pair.Item2);")]
    [InlineData("var secrets = new[] { key.Reveal() }; Console.WriteLine(secrets.Length); Console.WriteLine(secrets);")]
    [InlineData("var masked = key.Reveal().Substring(0, 4); Console.WriteLine(masked);")]
    [InlineData("if (key.Reveal() is { Length: > 3 } and not \"a\") Console.WriteLine(\"long\");")]
    [InlineData("var store = (string s) => { }; store(key.Reveal());")]
    public Task Secret_that_is_not_displayed_is_not_reported(string statements) => Verify.Body(statements);

    [Fact]
    public Task Variables_that_refer_to_themselves_end_the_search() => Verify.Body(
        "string a = key.Reveal() + {|CS0165:a|}; for (string b = key.Reveal() + {|CS0165:b|}; ; ) { var c = b + a; var d = c; }");
}
