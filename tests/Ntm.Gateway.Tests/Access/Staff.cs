using System.Text.Json;
using Ntm.Rehearsal;
using Ntm.Web;

namespace Ntm.Gateway.Tests.Access;

/// <summary>People and units that the sample lacks, entered by the province's administrator as any other.</summary>
internal sealed class Staff(RehearsalSession rehearsal)
{
    /// <summary>Before the scene.</summary>
    private const string Long = "2023-01-01";

    private readonly Dictionary<string, Guid> ids = [];

    private Person Administrator => rehearsal.As(People.Administrator);

    /// <summary>Account of somebody, in the sample or entered here.</summary>
    public Guid IdOf(string userName) => ids.TryGetValue(userName, out var id) ? id : SampleMode.AccountOf(userName);

    /// <summary>Password that an administrator has set and its holder has not changed.</summary>
    public string? PasswordSet { get; private set; }

    public async Task RegisterAsync(string commune, int villages)
    {
        await RegisterAsync(commune, "commune", Places.District);
        for (var village = 1; village <= villages; village++)
        {
            await RegisterAsync(Places.VillageOf(commune, village), "village", commune);
        }
    }

    /// <summary>An account with grants, whose holder has changed the first password, unless it is to stay as the administrator set it.
    /// </summary>
    public async Task HireAsync(string userName, string home, IEnumerable<string> grants, bool changed = true)
    {
        var made = await Administrator.PostAsync(
            "/identity/accounts",
            new
            {
                userName,
                name = "Mẫu " + userName,
                homeUnitCode = home,
            }
        );
        ids[userName] = made.GetProperty("account").GetProperty("id").GetGuid();
        await GrantAsync(userName, Long, grants);
        var password = made.GetProperty("password").GetString()!;
        if (changed)
        {
            await rehearsal.As(userName).TakeOverAsync(password);
        }
        else
        {
            PasswordSet = password;
        }
    }

    public async Task GrantAsync(string userName, string from, IEnumerable<string> grants)
    {
        foreach (var grant in grants.Select(Holding.Parse))
        {
            await Administrator.PostAsync(
                $"/identity/accounts/{IdOf(userName)}/grants",
                new
                {
                    role = grant.Role,
                    unitCode = grant.Unit,
                    department = grant.Department,
                    validFrom = from,
                }
            );
        }
    }

    /// <summary>All that somebody holds has ended yesterday.</summary>
    public async Task EndGrantsAsync(string userName)
    {
        var account = $"/identity/accounts/{IdOf(userName)}";
        var lastDay = rehearsal.Today.AddDays(-1);
        foreach (var grant in (await Administrator.GetAsync(account)).GetProperty("grants").EnumerateArray())
        {
            await Administrator.PostAsync($"{account}/grants/{grant.GetProperty("id").GetGuid()}/end", new { lastDay });
        }
    }

    public Task<JsonElement> DeactivateAsync(string userName) =>
        Administrator.PostAsync($"/identity/accounts/{IdOf(userName)}/deactivation", new { });

    /// <summary>A program of another system; its id and its secret.</summary>
    public async Task<(string Id, string Secret)> ProgramAsync(KindOfCaller program)
    {
        var made = await Administrator.PostAsync(
            "/identity/clients",
            new
            {
                name = program.Name,
                unitCode = program.Holdings[0].Unit,
                scopes = program.Scopes,
            }
        );
        return (made.GetProperty("client").GetProperty("clientId").GetString()!, made.GetProperty("clientSecret").GetString()!);
    }

    private Task<JsonElement> RegisterAsync(string code, string level, string above) =>
        Administrator.PostAsync(
            "/identity/units",
            new
            {
                code,
                level,
                name = "Mẫu " + code,
                parentCode = above,
                validFrom = "2020-01-01",
                document = new { number = "01/NQ-MẪU", date = "2020-01-01" },
            }
        );
}
