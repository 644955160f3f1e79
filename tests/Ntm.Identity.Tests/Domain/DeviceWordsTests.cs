using Ntm.Identity.Domain;

namespace Ntm.Identity.Tests.Domain;

public sealed class DeviceWordsTests
{
    private const string Webkit = "AppleWebKit/537.36 (KHTML, like Gecko)";

    [Theory]
    [InlineData($"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {Webkit} Chrome/130.0.0.0 Safari/537.36", "Chrome trên Windows")]
    [InlineData($"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {Webkit} Chrome/130.0.0.0 Safari/537.36 Edg/130.0", "Edge trên Windows")]
    [InlineData($"Mozilla/5.0 (Windows NT 10.0) {Webkit} coc_coc_browser/130.0 Chrome/124.0 Safari/537.36", "Cốc Cốc trên Windows")]
    [InlineData($"Mozilla/5.0 (Linux; Android 14; K) {Webkit} Chrome/130.0.0.0 Mobile Safari/537.36", "Chrome trên Android")]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Version/17.5 Mobile/15E148 Safari/604.1", "Safari trên iPhone")]
    [InlineData("Mozilla/5.0 (Macintosh; Intel Mac OS X 14.5; rv:131.0) Gecko/20100101 Firefox/131.0", "Firefox trên máy Mac")]
    [InlineData("curl/8.5.0", "curl/8.5.0")]
    [InlineData("  a\t<script>alert('x')</script> b ", "a script alert( x ) /script b")]
    [InlineData("Điện thoại", "i n tho i")]
    [InlineData("☃☃", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void A_device_is_named_by_what_it_says_of_itself(string? userAgent, string? words) =>
        Assert.Equal(words, DeviceWords.Of(userAgent));

    [Fact]
    public void The_words_are_short_whatever_is_said()
    {
        Assert.Equal(new string('x', 120), DeviceWords.Of(new string('x', 50_000)));
        Assert.True(DeviceWords.Of(string.Concat(Enumerable.Repeat("ab ", 400)))!.Length <= DeviceWords.Longest);
    }
}
