using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Ntm.Notifications.Features.Views;
using Ntm.Testing;

namespace Ntm.Notifications.Tests.Features;

/// <summary>Named filters are a person's own.</summary>
public sealed class SavedViewTests(NotificationsPlatform fixture) : IClassFixture<NotificationsPlatform>
{
    private const string Query = "nam=2026&q=s%C6%A1n";

    private TestPlatform Platform => fixture.Platform;

    [Fact]
    public async Task A_filter_is_kept_under_its_name_for_its_owner_alone()
    {
        using var anna = Platform.As("views-anna", "officer@42/439/80001");
        using var binh = Platform.As("views-binh", "officer@42/439/80001");

        var saved = await SaveAsync(anna, "Sơn 2026", Query);
        await SaveAsync(anna, "Của tôi", "loc=cua-toi", "inbox");

        Assert.Equal(["Của tôi", "Sơn 2026"], (await ListAsync(anna)).Select(view => view.Name));
        Assert.Equal(saved, (await ListAsync(anna))[1]);
        Assert.Empty(await ListAsync(binh));
        await RefusedAsync(
            await binh.DeleteAsync($"/notifications/views/{saved.Id}"),
            HttpStatusCode.NotFound,
            "notifications.view_not_found"
        );
        (await anna.DeleteAsync($"/notifications/views/{saved.Id}")).EnsureSuccessStatusCode();
        Assert.Single(await ListAsync(anna));
    }

    [Fact]
    public async Task Saving_again_renames_and_replaces_and_adds_nothing()
    {
        using var client = Platform.As("views-chi", "officer@42/439/80001");
        var first = await SaveAsync(client, "Một", Query);

        var renamed = await SaveAsync(client, " Hai ", Query);
        var replaced = await SaveAsync(client, "Hai", "nam=2025");
        await SaveAsync(client, "Ba", Query);
        var taken = await SaveAsync(client, "Ba", "nam=2025");

        Assert.Equal((first.Id, "Hai"), (renamed.Id, renamed.Name));
        Assert.Equal((first.Id, "nam=2025"), (replaced.Id, replaced.Query));
        Assert.Equal([taken], await ListAsync(client));
    }

    [Fact]
    public async Task The_same_name_on_another_list_is_another_filter()
    {
        using var client = Platform.As("views-dung", "officer@42/439/80001");
        await SaveAsync(client, "Gấp", "q=a");
        await SaveAsync(client, "Gấp", "q=a", "inbox");

        Assert.Equal(["dossiers", "inbox"], (await ListAsync(client)).Select(view => view.Page).Order());
    }

    [Fact]
    public async Task A_person_keeps_twenty_and_not_one_more()
    {
        using var client = Platform.As("views-em", "officer@42/439/80001");
        for (var number = 1; number <= 20; number++)
        {
            await SaveAsync(client, $"Số {number}", $"nam={2000 + number}");
        }

        await RefusedAsync(await PutAsync(client, "Số 21", "nam=2021", "inbox"), HttpStatusCode.Conflict, "notifications.views_full");
        await SaveAsync(client, "Số 20 đổi tên", "nam=2020");
        Assert.Equal(20, (await ListAsync(client)).Count);
    }

    [Theory]
    [InlineData("plans", "q=a", "Tên", "notifications.view_page_unknown")]
    [InlineData("dossiers", "q=a b", "Tên", "notifications.view_query_invalid")]
    [InlineData("dossiers", "q=a\"><script>", "Tên", "notifications.view_query_invalid")]
    [InlineData("dossiers", "//ke-xau.example", "Tên", "notifications.view_query_invalid")]
    [InlineData("dossiers", "", "Tên", "request.invalid")]
    [InlineData("dossiers", "q=a", "  ", "request.invalid")]
    public async Task What_is_no_filter_of_a_list_is_not_kept(string page, string query, string name, string code)
    {
        using var client = Platform.As("views-giang", "officer@42/439/80001");

        await RefusedAsync(await PutAsync(client, name, query, page), HttpStatusCode.BadRequest, code);
        Assert.Empty(await ListAsync(client));
    }

    private static Task<HttpResponseMessage> PutAsync(HttpClient client, string name, string query, string page) =>
        client.PutAsJsonAsync(
            "/notifications/views",
            new
            {
                page,
                name,
                query,
            }
        );

    private static async Task<SavedViewItem> SaveAsync(HttpClient client, string name, string query, string page = "dossiers")
    {
        using var answer = await PutAsync(client, name, query, page);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<SavedViewItem>())!;
    }

    private static async Task<List<SavedViewItem>> ListAsync(HttpClient client) =>
        (await client.GetFromJsonAsync<List<SavedViewItem>>("/notifications/views"))!;

    private static async Task RefusedAsync(HttpResponseMessage answer, HttpStatusCode status, string code)
    {
        Assert.Equal(status, answer.StatusCode);
        Assert.Equal(code, (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
        answer.Dispose();
    }
}
