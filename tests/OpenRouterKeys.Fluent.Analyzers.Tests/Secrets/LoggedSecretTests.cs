namespace OpenRouterKeys.Fluent.Analyzers.Tests.Secrets;

/// <summary>Tests ORK3002.</summary>
public class LoggedSecretTests
{
    [Theory]
    [InlineData("Console.WriteLine(key.{|ORK3002:Reveal()|});")]
    [InlineData("Console.Write(\"{0} {1}\", 1, key.{|ORK3002:Reveal()|});")]
    [InlineData("Console.WriteLine($\"key: {key.{|ORK3002:Reveal()|}}\");")]
    [InlineData("Console.WriteLine(\"key: \" + key.{|ORK3002:Reveal()|} + \".\");")]
    [InlineData("Console.Error.WriteLine(key.{|ORK3002:Reveal()|});")]
    [InlineData("await Console.Out.WriteLineAsync($\"key: {key.{|ORK3002:Reveal()|}}\");")]
    [InlineData("using var writer = new System.IO.StringWriter(); writer.WriteLine(key.Reveal());")]
    [InlineData("System.Diagnostics.Debug.WriteLine(key.{|ORK3002:Reveal()|});")]
    [InlineData("System.Diagnostics.Trace.TraceError(key.{|ORK3002:Reveal()|});")]
    [InlineData("throw new InvalidOperationException($\"bad {key.{|ORK3002:Reveal()|}}\");")]
    [InlineData("var header = $\"Bearer {key.Reveal()}\";")]
    [InlineData("Console.WriteLine(key);")]
    [InlineData("Console.WriteLine(key.Reveal().Length);")]
    [InlineData("Console.WriteLine(Hash(key.Reveal())); static string Hash(string s) => s;")]
    [InlineData("System.IO.File.WriteAllText(\"f\", key.Reveal());")]
    public Task Revealed_secret_that_is_logged_or_displayed_is_reported(string statements) => Verify.Body(statements);
}
