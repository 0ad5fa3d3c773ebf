using System.Text;
using OpenRouterKeys.Fluent.Json;

namespace OpenRouterKeys.Fluent.Tests.Json;

public class ResponseReaderTests
{
    [Theory]
    [InlineData(new byte[0], "")]
    [InlineData(new byte[] { 0x78 }, "x")]
    [InlineData(new byte[] { 0x78, 0 }, "x")]
    [InlineData(new byte[] { 0, 0x78 }, "x")]
    [InlineData(new byte[] { 0, 0 }, "\0\0")]
    [InlineData(new byte[] { 0xFF, 0xFE }, "")]
    [InlineData(new byte[] { 0xFE, 0xFF, 0, 0x78 }, "x")]
    [InlineData(new byte[] { 0xEF, 0xBB, 0xBF, 0x78 }, "x")]
    [InlineData(new byte[] { 0x78, 0xFF }, "x\uFFFD")]
    public void Body_in_any_encoding_is_converted_to_UTF8_without_a_byte_order_mark(byte[] bytes, string text) =>
        Assert.Equal(Encoding.UTF8.GetBytes(text), ResponseReader.ConvertToUtf8(bytes).ToArray());
}
