using System.Text.Json;

namespace Ntm.Identity.Tests.Features;

/// <summary>What an administrator does with accounts over HTTP.</summary>
internal static class Accounts
{
    public static async Task<JsonElement> FindAsync(HttpClient admin, string unit, string userName)
    {
        var page = await admin.GetAsync($"/identity/accounts?unit={unit}&limit=100", 200);
        return page.GetProperty("items").EnumerateArray().Single(account => account.Text("userName") == userName);
    }

    public static async Task<(string Id, string Password)> CreateAsync(HttpClient admin, string userName, string unit)
    {
        var created = await admin.PostAsync(
            "/identity/accounts", new { userName, name = "Mẫu Thị Mới", homeUnitCode = unit }, 201);
        return (created.GetProperty("account").Text("id"), created.Text("password"));
    }

    public static Task<JsonElement> GrantAsync(HttpClient admin, string id, object grant, int status) =>
        admin.PostAsync($"/identity/accounts/{id}/grants", grant, status);
}
