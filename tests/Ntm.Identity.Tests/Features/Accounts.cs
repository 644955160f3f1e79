using System.Text.Json;
using Ntm.Testing;

namespace Ntm.Identity.Tests.Features;

/// <summary>What an administrator does with accounts over HTTP.</summary>
internal static class Accounts
{
    public const string Password = "Dong-Lua-Chin-77";

    public static async Task<JsonElement> FindAsync(HttpClient admin, string unit, string userName)
    {
        var page = await admin.GetAsync($"/identity/accounts?unit={unit}&limit=100", 200);
        return page.GetProperty("items").EnumerateArray().Single(account => account.Text("userName") == userName);
    }

    public static async Task<(string Id, string Password)> CreateAsync(HttpClient admin, string userName, string unit)
    {
        var created = await admin.PostAsync(
            "/identity/accounts",
            new
            {
                userName,
                name = "Mẫu Thị Mới",
                homeUnitCode = unit,
            },
            201
        );
        return (created.GetProperty("account").Text("id"), created.Text("password"));
    }

    /// <summary>Makes an account with a role and a password of its own, and signs it in.</summary>
    public static async Task<(string Id, HttpClient Client)> HireAsync(
        TestPlatform platform,
        HttpClient admin,
        string userName,
        string home,
        string role,
        string unitCode
    )
    {
        var (id, given) = await CreateAsync(admin, userName, home);
        await GrantAsync(admin, id, new { role, unitCode }, 201);
        return (id, await TakeOverAsync(platform, userName, given));
    }

    /// <summary>Replaces a password that an administrator gave, and signs in.</summary>
    public static async Task<HttpClient> TakeOverAsync(TestPlatform platform, string userName, string given)
    {
        var first = await platform.SignedInAsync(userName, given);
        await first.PostAsync("/identity/me/password", new { currentPassword = given, newPassword = Password }, 204);
        return await platform.SignedInAsync(userName, Password);
    }

    public static Task<JsonElement> GrantAsync(HttpClient admin, string id, object grant, int status) =>
        admin.PostAsync($"/identity/accounts/{id}/grants", grant, status);
}
