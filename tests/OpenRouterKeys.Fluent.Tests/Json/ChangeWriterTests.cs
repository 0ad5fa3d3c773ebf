using System.Text;
using OpenRouterKeys.Fluent.Json;

namespace OpenRouterKeys.Fluent.Tests.Json;

public class ChangeWriterTests
{
    private static string Written(KeyUpdate change) => Encoding.UTF8.GetString(UpdateWriter.Write(change).Span);

    [Fact]
    public void What_is_named_is_written_in_the_canonical_order()
    {
        Assert.Equal(
            """{"name":"a","disabled":true,"limit":5,"limit_reset":"daily","include_byok_in_limit":true}""",
            Written(KeyUpdate.Empty.IncludesByok().ResetsDaily().Limit(5.0m).Disable().WithName("a")));
        Assert.Equal(
            """{"disabled":false,"limit":null,"limit_reset":null,"include_byok_in_limit":false}""",
            Written(KeyUpdate.Empty.Enable().Unlimited().NeverResets().IncludesByok(false)));
    }

    [Fact]
    public void What_is_not_named_is_left_out() => Assert.Equal("{}", Written(KeyUpdate.Empty));
}
