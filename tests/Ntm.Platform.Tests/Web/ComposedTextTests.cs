using FsCheck;
using FsCheck.Fluent;
using Ntm.Commands;
using Ntm.Web;

namespace Ntm.Platform.Tests.Web;

public sealed class ComposedTextTests
{
    private const string Letters =
        "ÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"
        + "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđĐ";

    [Fact]
    public void Every_Vietnamese_letter_comes_apart_and_together_again()
    {
        foreach (var letter in Letters)
        {
            var apart = ComposedText.Decompose(letter.ToString());

            Assert.Equal(letter is 'đ' or 'Đ', apart.Length == 1);
            Assert.Equal(letter.ToString(), ComposedText.Compose(apart));
        }
    }

    [Theory]
    [InlineData("a\u0302\u0323", "ậ")]
    [InlineData("a\u0323\u0302", "ậ")]
    [InlineData("â\u0323", "ậ")]
    [InlineData("ạ\u0302", "ậ")]
    [InlineData("o\u0323\u031B", "ợ")]
    [InlineData("ọ\u031B", "ợ")]
    [InlineData("ă\u0301", "ắ")]
    [InlineData("a\u0301\u0302", "á\u0302")]
    [InlineData("x\u0301", "x\u0301")]
    [InlineData("\u0301a", "\u0301a")]
    [InlineData("đ\u0301", "đ\u0301")]
    [InlineData("Thẩm định 12/QĐ-UBND", "Thẩm định 12/QĐ-UBND")]
    public void Marks_in_any_lawful_order_give_the_same_letter(string typed, string kept)
    {
        Assert.Equal(kept, ComposedText.Compose(typed));
    }

    [Theory]
    [InlineData("a\u202Eb", "U+202E", 2)]
    [InlineData("\u200Bthôn", "U+200B", 1)]
    [InlineData("xã\u200E", "U+200E", 3)]
    [InlineData("a\u2066b", "U+2066", 2)]
    [InlineData("a\uFEFFb", "U+FEFF", 2)]
    [InlineData("a\u00ADb", "U+00AD", 2)]
    [InlineData("a\u200Db", "U+200D", 2)]
    [InlineData("👩\u200D", "U+200D", 3)]
    [InlineData("\u200D👩", "U+200D", 1)]
    [InlineData("a\U000E0041b", "U+E0041", 2)]
    public void A_hidden_character_is_named_with_its_place_and_without_the_text(string text, string code, int place)
    {
        var said = ComposedText.HiddenIn(text);

        Assert.Equal($"Có ký tự ẩn ({code}) ở vị trí {place}; hãy xóa chỗ đó và gõ lại.", said);
    }

    [Theory]
    [InlineData(Letters)]
    [InlineData("Thẩm định 12/QĐ-UBND\r\n\t— “đạt”")]
    [InlineData("👩\u200D🌾")]
    [InlineData("🏳\uFE0F\u200D🌈")]
    [InlineData("👩🏽\u200D⚕\uFE0F")]
    [InlineData("")]
    public void Vietnamese_signs_and_emoji_hide_nothing(string text) => Assert.Null(ComposedText.HiddenIn(text));

    [Fact]
    public void Composing_twice_changes_nothing_more_and_forgets_nothing()
    {
        var texts = Gen.Elements((Letters + "aeiouyx \u0300\u0301\u0302\u0303\u0306\u0309\u031B\u0323\u0323\u0301").ToCharArray()).ListOf();
        Prop.ForAll(
                texts.ToArbitrary(),
                units =>
                {
                    var text = new string([.. units]);
                    var once = ComposedText.Compose(text);
                    return ComposedText.Compose(once) == once
                        && ComposedText.Decompose(once) == ComposedText.Decompose(text)
                        && ComposedText.Compose(ComposedText.Decompose(text)) == once;
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
    }
}
