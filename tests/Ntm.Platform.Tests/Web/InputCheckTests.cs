using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Ntm.Platform.Tests.Messaging;

namespace Ntm.Platform.Tests.Web;

public sealed class InputCheckTests(FeedProbe probe) : IClassFixture<FeedProbe>
{
    [Theory]
    [InlineData("application/json; charset=utf-8", HttpStatusCode.NotFound)]
    [InlineData("application/json; charset=\"UTF-8\"", HttpStatusCode.NotFound)]
    [InlineData("application/json; charset=khong-co", HttpStatusCode.BadRequest)]
    [InlineData("application/json; charset=utf-7", HttpStatusCode.BadRequest)]
    [InlineData("application/json; charset=utf-16", HttpStatusCode.BadRequest)]
    public async Task A_body_comes_in_utf_8_or_not_at_all(string type, HttpStatusCode status)
    {
        using var client = probe.Platform.As("lan", "officer@42/439/18175");
        using var content = new ByteArrayContent([]);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);

        using var answer = await client.PutAsync($"/notifications/inbox/{Guid.CreateVersion7()}/read", content);

        Assert.Equal(status, answer.StatusCode);
    }

    [Theory]
    [InlineData("after=%00")]
    [InlineData("a%00b=1")]
    [InlineData("after=AGFiYw")]
    [InlineData("unread=true&khac=%1b")]
    [InlineData("after=%ff")]
    [InlineData("khac=%E2%80%AE")]
    public async Task No_value_of_a_query_breaks_anything(string query)
    {
        using var client = probe.Platform.As("lan", "officer@42/439/18175");

        using var answer = await client.GetAsync("/notifications/inbox?" + query);

        Assert.Contains(answer.StatusCode, new[] { HttpStatusCode.OK, HttpStatusCode.BadRequest });
    }

    [Fact]
    public async Task A_subject_too_long_for_any_column_is_refused()
    {
        using var longest = probe.Platform.As(new string('s', 60), "officer@42/439/18175");
        using var tooLong = probe.Platform.As(new string('s', 61), "officer@42/439/18175");

        Assert.Equal(HttpStatusCode.OK, (await longest.GetAsync("/notifications/inbox")).StatusCode);
        using var refused = await tooLong.GetAsync("/notifications/inbox");

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Equal("request.invalid_subject", (await refused.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
    }
}
