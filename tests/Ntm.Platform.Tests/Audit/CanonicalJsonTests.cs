using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Ntm.Audit;
using Ntm.Commands;
using Ntm.Web;

namespace Ntm.Platform.Tests.Audit;

public sealed class CanonicalJsonTests
{
    [Theory]
    [InlineData("""{ "b" : 1, "a" : [ true , null ] }""", """{"a":[true,null],"b":1}""")]
    [InlineData("""{"é":1,"z":2,"đ":3}""", """{"z":2,"é":1,"đ":3}""")]
    [InlineData("""[1.0,100e-2,1E2,-0.0,0.10,12345678901234567890]""", """[1,1,100,0,0.1,12345678901234567890]""")]
    [InlineData("""["\u0041\/\n\u001f\"\\"]""", """["A/\u000a\u001f\"\\"]""")]
    [InlineData("""[{},[]]""", """[{},[]]""")]
    public void A_value_has_one_form(string written, string canonical)
    {
        Assert.Equal(canonical, Canonical(written));
    }

    [Fact]
    public void A_letter_composed_or_decomposed_is_the_same()
    {
        Assert.Equal(Canonical("\"Tờ trình\""), Canonical("\"" + ComposedText.Decompose("Tờ trình") + "\""));
    }

    [Theory]
    [InlineData("""{"a":1,"a":2}""")]
    [InlineData("""["\ud800"]""")]
    [InlineData("""[1e400]""")]
    [InlineData("""[1e-40]""")]
    [InlineData("""[0.12345678901234567890123456789]""")]
    public void A_value_without_a_single_form_is_refused(string written)
    {
        Assert.Throws<CanonicalJsonException>(() => Canonical(written));
    }

    [Fact]
    public void Names_that_differ_only_in_composition_count_as_one_name_twice()
    {
        Assert.Throws<CanonicalJsonException>(() => Canonical("{\"\u00e9\":1,\"e\u0301\":2}"));
    }

    [Fact]
    public void Nesting_beyond_the_limit_is_refused()
    {
        Assert.Equal(64, Canonical(new string('[', 32) + new string(']', 32)).Length);
        Assert.Throws<CanonicalJsonException>(() => Canonical(new string('[', 34) + new string(']', 34)));
    }

    [Fact]
    public void The_order_of_names_never_matters()
    {
        var pairs = ArbMap.Default.ArbFor<Dictionary<Guid, int>>();
        Prop.ForAll(
                pairs,
                values =>
                {
                    var forward = new JsonObject(values.Select(pair => KeyValuePair.Create(pair.Key.ToString(), (JsonNode?)pair.Value)));
                    var backward = new JsonObject(
                        values.Reverse().Select(pair => KeyValuePair.Create(pair.Key.ToString(), (JsonNode?)pair.Value))
                    );
                    return Canonical(forward.ToJsonString()) == Canonical(backward.ToJsonString());
                }
            )
            .QuickCheckThrowOnFailure();
    }

    [Fact]
    public void The_canonical_form_of_any_text_is_JSON_for_the_same_text()
    {
        Prop.ForAll(
                ArbMap.Default.ArbFor<NonNull<string>>(),
                text =>
                {
                    var written = text.Get.Where(unit => !char.IsSurrogate(unit)).ToArray();
                    var normal = ComposedText.Compose(new string(written));
                    return JsonSerializer.Deserialize<string>(CanonicalJson.Of(new string(written))) == normal;
                }
            )
            .QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Any_decimal_comes_back_the_same()
    {
        Prop.ForAll(
                ArbMap.Default.ArbFor<decimal>(),
                number =>
                {
                    var scaled = Math.Round(number, 10);
                    return scaled
                            .ToString("G29", null)
                            .Replace("-", "", StringComparison.Ordinal)
                            .Replace(".", "", StringComparison.Ordinal)
                            .Length > 28
                        || JsonSerializer.Deserialize<decimal>(CanonicalJson.Of(scaled)) == scaled;
                }
            )
            .QuickCheckThrowOnFailure();
    }

    private static string Canonical(string written)
    {
        using var document = JsonDocument.Parse(written);
        return Encoding.UTF8.GetString(CanonicalJson.Of(document.RootElement));
    }
}
