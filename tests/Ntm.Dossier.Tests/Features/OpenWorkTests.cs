using System.Net;
using System.Text.Json;

namespace Ntm.Dossier.Tests.Features;

/// <summary>Whose work is open, as leaders and administrators see it; held against who holds the roles, it shows what nobody can
/// do.</summary>
public sealed class OpenWorkTests
{
    [Fact]
    public async Task Open_work_is_listed_by_role_unit_and_department_with_its_first_deadline()
    {
        await using var app = await DossierApp.StartAsync();
        await app.ToAppraisalAsync();

        var work = (await app.ReadAsync("administrator", "/dossiers/open-work")).Ok().Body.EnumerateArray().ToList();

        Assert.Contains(work, row => Is(row, "appraiser", "42", "SGTVT", consolidates: false));
        var whole = work.Single(row => Is(row, "appraiser", "42", "VPDP", consolidates: true));
        Assert.Equal(1, whole.GetProperty("open").GetInt32());
        Assert.Equal(JsonValueKind.String, whole.GetProperty("nextDue").ValueKind);
        Assert.Contains(work, row => Is(row, "surveyor", "42/439", null, consolidates: false));
    }

    [Fact]
    public async Task Work_of_several_dossiers_is_counted_together()
    {
        await using var app = await DossierApp.StartAsync();
        await app.ToPreparationAsync();
        (await app.OpenAsync(title: "xa-ntm-nang-cao")).Ok();

        var work = (await app.ReadAsync("commune-leader", "/dossiers/open-work")).Ok().Body.EnumerateArray().ToList();

        Assert.All(work, row => Assert.Equal("42/439/18175", row.GetProperty("unitPath").GetString()));
        Assert.Equal(2, work.Where(row => Is(row, "officer", "42/439/18175", null, false)).Sum(row => row.GetProperty("open").GetInt32()));
    }

    [Fact]
    public async Task Work_of_other_units_is_not_listed_and_nobody_else_lists_any()
    {
        await using var app = await DossierApp.StartAsync();
        await app.ToPreparationAsync();

        Assert.Equal(0, (await app.ReadAsync("commune-leader2", "/dossiers/open-work")).Ok().Body.GetArrayLength());
        (await app.ReadAsync("officer", "/dossiers/open-work")).Refused(HttpStatusCode.Forbidden, "dossier.not_overseer");
    }

    private static bool Is(JsonElement row, string role, string unit, string? department, bool consolidates) =>
        row.GetProperty("role").GetString() == role
        && row.GetProperty("unitPath").GetString() == unit
        && row.GetProperty("department").GetString() == department
        && row.GetProperty("consolidates").GetBoolean() == consolidates;
}
