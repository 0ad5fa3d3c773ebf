using OpenRouterKeys.Fluent.Rules.Json;

namespace OpenRouterKeys.Fluent.Tests.Rules.Json;

public class GuidTextTests
{
    [Theory]
    [InlineData("0df9e665-d932-5740-b2c7-b52af166bc11")]
    [InlineData("0DF9E665-D932-5740-B2C7-B52AF166BC11")]
    [InlineData("00000000-9999-aaaa-ffff-AAAAFFFF0000")]
    public void GUID_in_either_case_is_read(string text) => Assert.Equal((true, new Guid(text)), (GuidText.TryRead(text, out var value), value));

    [Theory]
    [InlineData("")]
    [InlineData("0df9e665-d932-5740-b2c7-b52af166bc1")]
    [InlineData("0df9e665-d932-5740-b2c7-b52af166bc111")]
    [InlineData("0df9e665-d932-5740-b2c7-b52af166bc1g")]
    [InlineData("0df9e665-d932-5740-b2c7-b52af166bc1G")]
    [InlineData("0df9e665-d932-5740-b2c7-b52af166bc1`")]
    [InlineData("0df9e665-d932-5740-b2c7-b52af166bc1@")]
    [InlineData("0df9e665-d932-5740-b2c7-b52af166bc1/")]
    [InlineData("0df9e665-d932-5740-b2c7-b52af166bc1:")]
    [InlineData("0df9e6650d932-5740-b2c7-b52af166bc11")]
    [InlineData("0df9e66--d932-5740-b2c7-b52af166bc11")]
    public void Text_that_is_not_a_GUID_with_hyphens_is_not_read(string text) => Assert.Equal((false, default), (GuidText.TryRead(text, out var value), value));
}
