using System.Text;
using OpenRouterKeys.Fluent.Json;

namespace OpenRouterKeys.Fluent.Tests.Json;

public class UpdateWriterTests
{
    private static string Json(KeyUpdate update) => Encoding.UTF8.GetString(UpdateWriter.Write(update).Span);

    [Fact]
    public void Settings_are_written_in_the_order_of_the_API()
    {
        Assert.Equal(
            """{"name":"a","disabled":true,"limit":5,"limit_reset":"daily","include_byok_in_limit":true}""",
            Json(KeyUpdate.Empty.IncludesByok().ResetsDaily().Limit(5.0m).Disable().WithName("a")));
        Assert.Equal(
            """{"disabled":false,"limit":null,"limit_reset":null,"include_byok_in_limit":false}""",
            Json(KeyUpdate.Empty.Enable().Unlimited().NeverResets().IncludesByok(false)));
    }

    [Fact]
    public void Empty_update_is_an_empty_object() => Assert.Equal("{}", Json(KeyUpdate.Empty));
}
