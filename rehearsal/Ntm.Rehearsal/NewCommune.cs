using System.Globalization;
using System.Security.Cryptography;

namespace Ntm.Rehearsal;

/// <summary>A commune with villages and people of its own, entered by the province's administrator as any other.</summary>
internal static class NewCommune
{
    private const int Villages = 3;

    /// <summary>Codes from here on are given to no real commune.</summary>
    private const int First = 90_000;

    public static bool IsOne(People people) => int.Parse(people.UnitCode, CultureInfo.InvariantCulture) >= First;

    public static async Task<People> MakeAsync(RehearsalSession rehearsal, People like)
    {
        var code = RandomNumberGenerator.GetInt32(First, 100_000).ToString(CultureInfo.InvariantCulture);
        await RegisterAsync(rehearsal, code, "commune", $"Xã diễn tập {code}", like);
        for (var village = 1; village <= Villages; village++)
        {
            await RegisterAsync(rehearsal, $"{code}-{village:00}", "village", $"Thôn {village}", like with { ParentCode = code });
        }

        var administrator = like.Province.Administrator;
        var officer = await EmployAsync(rehearsal, administrator, "canbo." + code, "officer", code);
        var leader = await EmployAsync(rehearsal, administrator, "chutich." + code, "leader", code);
        rehearsal.Narrator.Step(administrator, $"Lập xã diễn tập {code}, {Villages} thôn", "2 tài khoản");
        return like with
        {
            UnitCode = code,
            Officer = officer,
            Leader = leader,
            Submitter = like.Submitter == like.Leader ? leader : like.Submitter,
        };
    }

    /// <summary>The commune comes directly under the province on the day that districts end; its people stay.</summary>
    public static async Task<People> LeaveDistrictAsync(RehearsalSession rehearsal, People people)
    {
        await rehearsal
            .As(People.Administrator)
            .PostAsync(
                $"/identity/units/{people.UnitCode}/move",
                new
                {
                    parentCode = "42",
                    from = "2025-07-01",
                    document = new { number = "MẪU-02/2025", date = rehearsal.Today },
                }
            );
        rehearsal.Narrator.Step(People.Administrator, $"Xã {people.UnitCode} trực thuộc tỉnh", "từ 01/7/2025");
        return people with { ParentCode = "42", Reviewer = "thamtra.tinh", Submitter = people.Leader, Surveyor = "mttq.tinh" };
    }

    private static Task RegisterAsync(RehearsalSession rehearsal, string code, string level, string name, People like) =>
        rehearsal
            .As(like.Province.Administrator)
            .PostAsync(
                "/identity/units",
                new
                {
                    code,
                    level,
                    name,
                    parentCode = like.ParentCode,
                    validFrom = like.ValidFrom,
                    document = new { number = "01/NQ-DT", date = like.ValidFrom },
                }
            );

    private static async Task<string> EmployAsync(RehearsalSession rehearsal, string by, string userName, string role, string unitCode)
    {
        var administrator = rehearsal.As(by);
        var made = await administrator.PostAsync(
            "/identity/accounts",
            new
            {
                userName,
                name = "Mẫu " + userName,
                homeUnitCode = unitCode,
            }
        );
        await administrator.PostAsync(
            $"/identity/accounts/{made.GetProperty("account").GetProperty("id").GetGuid()}/grants",
            new { role, unitCode }
        );
        await rehearsal.As(userName).TakeOverAsync(made.GetProperty("password").GetString()!);
        return userName;
    }
}
