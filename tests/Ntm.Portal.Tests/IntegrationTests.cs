using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Playwright;
using Ntm.Testing;

namespace Ntm.Portal.Tests;

/// <summary>An administrator lets a program of another system in, and follows what is sent to it.</summary>
[Collection(nameof(OnePortal))]
public sealed class IntegrationTests(PortalFixture portal) : IAsyncLifetime
{
    private const string Root = "/quan-tri/tich-hop";
    private static readonly DateTimeOffset Since = new(2026, 1, 1, 0, 0, 0, TimeSpan.FromHours(7));

    private readonly ConcurrentQueue<string> received = new();
    private WebApplication receiver = null!;

    private string Endpoint => receiver.Urls.Single() + "/nhan";

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls($"http://127.0.0.1:{Loopback.FreePort()}");
        receiver = builder.Build();
        receiver.MapPost(
            "/nhan",
            (JsonElement body) =>
            {
                received.Enqueue(body.GetProperty("type").GetString()!);
                return "<b>kho dữ liệu đã ghi</b>";
            }
        );
        await receiver.StartAsync();
    }

    public async ValueTask DisposeAsync() => await receiver.DisposeAsync();

    [Fact]
    public async Task A_program_is_let_in_its_endpoint_followed_replayed_and_the_program_revoked()
    {
        await portal.DossierAsync("18736", "canbo.xacamhung");
        await using var administrator = await portal.SignedInAsync("quantri.tinh");
        await administrator.GoAsync(Root + "/moi");
        await administrator.FillAsync("Tên chương trình", "Kho dữ liệu thử");
        await administrator.PickAsync("Đọc dòng sự kiện");
        await administrator.PickAsync("Nhận sự kiện ở địa chỉ của mình");
        await administrator.PressAsync("Đăng ký chương trình");
        var (client, secret) = (await TextAsync(administrator, "#ma"), await TextAsync(administrator, "#khoa"));
        using var program = await SignedInAsync(client, secret);
        await Eventually.TrueAsync(
            async () => (await program.GetStringAsync("/notifications/events")).Contains("vn.ntm.dossier.", StringComparison.Ordinal),
            "the feed has events"
        );
        using var made = await program.PostAsJsonAsync("/notifications/subscriptions/", new { url = Endpoint });
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        var id = (await made.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("subscription").GetProperty("id").GetGuid();

        await administrator.GoAsync(Root);
        Assert.DoesNotContain(secret, await administrator.Page.ContentAsync(), StringComparison.Ordinal);
        await administrator.PressAsync(Endpoint);
        await administrator.PressAsync("Xác minh địa chỉ nhận");
        await administrator.PressAsync("Xác minh địa chỉ nhận");
        await Assertions.Expect(administrator.Heading).ToHaveTextAsync("Nơi nhận đã nhận");
        await Assertions.Expect(administrator.Page.Locator("pre")).ToHaveTextAsync("<b>kho dữ liệu đã ghi</b>");
        await administrator.GoAsync($"{Root}/nhan/{id}");
        await Assertions.Expect(administrator.Page.Locator(".tag").First).ToHaveTextAsync("đang gửi");
        await administrator.PressAsync("Gửi sự kiện thử");
        await administrator.PressAsync("Gửi sự kiện thử");
        await administrator.PressAsync("Quay lại");
        await Assertions.Expect(administrator.Page.GetByText("vn.ntm.webhook.test")).ToHaveCountAsync(1);
        Assert.Contains("vn.ntm.webhook.test", received);
        await administrator.MustBeUsableAsync();

        await administrator.PressAsync("Tạm dừng gửi");
        await administrator.PressAsync("Tạm dừng gửi");
        await Assertions.Expect(administrator.Page.Locator(".tag").First).ToHaveTextAsync("đã tạm dừng");
        await ReplayAsync(administrator, program, id);

        await administrator.PressAsync("Đổi khóa ký");
        await administrator.PressAsync("Đổi khóa ký");
        Assert.StartsWith("whsec_", await TextAsync(administrator, "#khoa"), StringComparison.Ordinal);
        await administrator.PressAsync("Xong");
        await Assertions.Expect(administrator.Page.GetByText("Khóa cũ còn ký đến")).ToBeVisibleAsync();
        await RevokeAsync(administrator, client, secret);
        administrator.MustBeQuiet();
    }

    [Fact]
    public async Task An_administrator_subscribes_for_a_program_and_a_refused_address_stays_in_the_form()
    {
        await using var administrator = await portal.SignedInAsync("quantri.tinh");
        await administrator.GoAsync(Root + "/moi");
        await administrator.FillAsync("Tên chương trình", "Trục liên thông thử");
        await administrator.PickAsync("Nhận sự kiện ở địa chỉ của mình");
        await administrator.PressAsync("Đăng ký chương trình");
        var client = await TextAsync(administrator, "#ma");
        await administrator.GoAsync($"{Root}/chuong-trinh/{client}/lam/dang-ky-nhan");
        await administrator.FillAsync("Địa chỉ nhận", "http://10.0.0.1/nhan");
        await administrator.PressAsync("Đăng ký nhận");
        await Assertions.Expect(administrator.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await Assertions.Expect(administrator.Page.GetByLabel("Địa chỉ nhận")).ToHaveValueAsync("http://10.0.0.1/nhan");
        await administrator.FillAsync("Địa chỉ nhận", Endpoint);
        await administrator.PressAsync("Đăng ký nhận");
        Assert.StartsWith("whsec_", await TextAsync(administrator, "#khoa"), StringComparison.Ordinal);
        await administrator.PressAsync("Xong");
        await Assertions.Expect(administrator.Page.Locator(".tag").First).ToHaveTextAsync("chờ xác minh");
        administrator.MustBeQuiet();
    }

    /// <summary>Nothing is sent before the count was seen; then exactly as much as it said.</summary>
    private async Task ReplayAsync(Window administrator, HttpClient program, Guid id)
    {
        using var preview = await program.PostAsJsonAsync(
            $"/notifications/subscriptions/{id}/replay",
            new { since = Since, preview = true }
        );
        var count = (await preview.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("count").GetInt32();
        Assert.True(count > 0, "nothing could be sent again");
        received.Clear();
        await administrator.PressAsync("Phát lại từ một thời điểm");
        await administrator.FillAsync("Từ ngày", "01/01/2026");
        await administrator.PressAsync("Đếm trước");
        await Assertions.Expect(administrator.Page.Locator("button.grave")).ToHaveTextAsync($"Gửi lại {count} sự kiện");
        await administrator.PressAsync($"Gửi lại {count} sự kiện");
        await Assertions.Expect(administrator.Done).ToContainTextAsync("Đã gửi lại sự kiện");
        Assert.Empty(received);

        await administrator.PressAsync("Gửi tiếp");
        await administrator.PressAsync("Gửi tiếp");
        await Assertions.Expect(administrator.Page.Locator(".tag").First).ToHaveTextAsync("đang gửi");
        await Eventually.TrueAsync(() => Task.FromResult(received.Count >= count), () => $"{received.Count} of {count} were received");
    }

    private async Task RevokeAsync(Window administrator, string client, string secret)
    {
        await administrator.GoAsync($"{Root}/chuong-trinh/{client}/lam/thu-hoi");
        await administrator.PressAsync("Thu hồi chương trình");
        await Assertions.Expect(administrator.Done).ToHaveTextAsync("Đã thu hồi chương trình.");
        using var stranger = PatientClient.Of(portal.Address);
        using var refused = await stranger.PostAsJsonAsync("/identity/tokens", new { clientId = client, clientSecret = secret });
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
    }

    private async Task<HttpClient> SignedInAsync(string client, string secret)
    {
        var program = PatientClient.Of(portal.Address);
        using var answer = await program.PostAsJsonAsync("/identity/tokens", new { clientId = client, clientSecret = secret });
        var token = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("accessToken").GetString();
        program.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return program;
    }

    private static Task<string> TextAsync(Window window, string place) => window.Page.Locator(place).InnerTextAsync();
}
