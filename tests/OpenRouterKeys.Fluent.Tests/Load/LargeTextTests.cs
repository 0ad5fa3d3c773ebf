namespace OpenRouterKeys.Fluent.Tests.Load;

public class LargeTextTests
{
    [Fact]
    public void A_text_of_a_hundred_thousand_unknown_members_is_read_in_one_go()
    {
        const int Members = 100_000;
        var json = "{\"name\":\"a\"," + string.Join(",\n", Enumerable.Range(0, Members).Select(n => $"\"m{n}\":1")) + "}";

        var broken = Assert.Throws<InvalidKeyRequestException>(() => KeyRequest.FromJson(json)).Violations;

        Assert.Equal((Members, Members), (broken.Count, broken[^1].Line));
    }
}
