using System.Text;
using System.Text.Json;
using Ntm.Commands;
using Ntm.Web;

namespace Ntm.Platform.Tests.Web;

public sealed class TextConverterTests
{
    private static readonly JsonSerializerOptions Options = new() { Converters = { new TextConverter() } };

    [Fact]
    public void A_word_typed_with_combining_marks_is_stored_in_one_form()
    {
        var decomposed = "thẩm tra".Normalize(NormalizationForm.FormD);
        Assert.NotEqual("thẩm tra", decomposed);

        Assert.Equal("thẩm tra", Read(JsonSerializer.SerializeToUtf8Bytes(decomposed)));
    }

    [Theory]
    [InlineData("\"a\\u0000b\"")]
    [InlineData("\"a\\u001bb\"")]
    [InlineData("\"a\\ufffdb\"")]
    [InlineData("\"\\ud800\"")]
    [InlineData("\"a\\u202eb\"")]
    [InlineData("\"a\\u200bb\"")]
    [InlineData("17")]
    public void Control_characters_broken_text_and_other_types_are_refused(string json) =>
        Assert.ThrowsAny<JsonException>(() => Read(Encoding.UTF8.GetBytes(json)));

    [Fact]
    public void Bytes_that_are_not_utf8_are_refused() => Assert.ThrowsAny<JsonException>(() => Read([(byte)'"', 0xC3, 0x28, (byte)'"']));

    [Fact]
    public void Line_breaks_stay() => Assert.Equal("một\nhai", Read("\"một\\nhai\""u8.ToArray()));

    private static string? Read(byte[] json) => JsonSerializer.Deserialize<string>(json, Options);
}
