using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace OpenRouterKeys.Fluent.DependencyInjection.Tests;

/// <summary>The schema that editors use to complete <c>appsettings.json</c>.</summary>
public sealed partial class ConfigurationSchemaTests : HostTestBase
{
    private static readonly JsonElement Schema = Read("../../src/OpenRouterKeys.Fluent.DependencyInjection/ConfigurationSchema.json").GetProperty("properties").GetProperty("OpenRouterKeys");

    [Fact]
    public void Section_has_the_properties_that_are_read() =>
        Assert.Equal(NamesInMessage("""{ "zzzzzzzzzzzz": 1 }"""), PropertiesOf(Schema));

    [Fact]
    public void Template_has_the_properties_that_are_read()
    {
        var template = Schema.GetProperty("properties").GetProperty("Templates").GetProperty("additionalProperties");

        Assert.Equal(NamesInMessage("""{ "Templates": { "tier": { "zzzzzzzzzzzz": 1 } } }""").Where(name => name != "name"), PropertiesOf(template));
        Assert.Equal(
            NamesInMessage("""{ "Templates": { "tier": { "external": { "user": "u", "zzzzzzzzzzzz": 1 } } } }"""),
            PropertiesOf(template.GetProperty("properties").GetProperty("external")));
    }

    [Fact]
    public void Policy_has_the_properties_of_the_policy_file()
    {
        var file = Read("../../src/OpenRouterKeys.Fluent/openrouter-keys.policy.schema.json").GetProperty("properties").EnumerateObject().Where(property => property.Name != "$schema");
        var policy = Schema.GetProperty("properties").GetProperty("Policy").GetProperty("properties").EnumerateObject();

        Assert.Equal(file.Select(property => Describe(property)), policy.Select(property => Describe(property)));
    }

    // Without formatting.
    private static string Describe(JsonProperty property) => $"{property.Name}: {JsonSerializer.Serialize(property.Value)}";

    private static IEnumerable<string> PropertiesOf(JsonElement schema)
    {
        Assert.False(schema.GetProperty("additionalProperties").GetBoolean());
        return schema.GetProperty("properties").EnumerateObject().Select(property => property.Name).Order(StringComparer.Ordinal);
    }

    // The message for an unknown property lists the known ones.
    private static IEnumerable<string> NamesInMessage(string section)
    {
        var services = new ServiceCollection();
        services.AddOpenRouterKeys(SectionOf(section));
        using var provider = services.BuildServiceProvider();
        var message = Assert.Throws<OptionsValidationException>(provider.GetRequiredService<IOpenRouterKeysClient>).Message;
        return NamesRegex().Match(message).Groups["names"].Value.Split(", ").Order(StringComparer.Ordinal);
    }

    private static JsonElement Read(string path, [CallerFilePath] string file = "") =>
        JsonElement.Parse(File.ReadAllText(Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, path))));

    [GeneratedRegex(@"Use one of these: (?<names>[\w, ]+)\.")]
    private static partial Regex NamesRegex();
}
