namespace OpenRouterKeys.Fluent.Tests.Load;

public class LargeJsonTests
{
    [Fact]
    public void JSON_with_100000_unknown_properties_reports_each()
    {
        const int Properties = 100_000;
        var json = "{\"name\":\"a\"," + string.Join(",\n", Enumerable.Range(0, Properties).Select(n => $"\"p{n}\":1")) + "}";

        var violations = Assert.Throws<InvalidKeyRequestException>(() => KeyRequest.FromJson(json)).Violations;

        Assert.Equal((Properties, Properties), (violations.Count, violations[^1].Line));
    }
}
