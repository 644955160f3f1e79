using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Ntm.Portal.Acts;
using Ntm.Portal.Api;

namespace Ntm.Portal.Pages.Administration;

/// <summary><c>/quan-tri/tai-khoan</c>: the accounts that a unit looks after, and a new one.</summary>
internal static class AccountsPage
{
    public static void Map(RouteGroupBuilder routes)
    {
        routes.MapGet("/quan-tri", ShowAsync);
        routes.MapGet("/quan-tri/tai-khoan", ShowAsync);
        routes.MapGet("/quan-tri/tai-khoan/moi", ShowNewAsync);
        routes.MapPost("/quan-tri/tai-khoan/moi", CreateAsync);
    }

    internal static async Task<IResult> ShowAsync(Visit visit)
    {
        if (UnitOf(visit) is not { } unit)
        {
            return visit.Refuse(AdministrationPages.NotAdministrator);
        }

        var after = Query.Part("after", visit.Value("sau"));
        var accounts = await visit.GetAsync<ApiPage<AccountRow>>($"/identity/accounts?limit=50&unit={Uri.EscapeDataString(unit)}{after}");
        if (accounts.Value is not { } found)
        {
            return visit.Refuse(accounts.Problem!);
        }

        var units = found.Items.SelectMany(row => row.Grants).Select(grant => grant.UnitCode);
        return visit.Show<AccountsView>(
            new
            {
                Rows = found.Items,
                found.Next,
                Unit = unit,
                Names = await AdministrationPages.NamesAsync(visit, units.Prepend(unit)),
            }
        );
    }

    internal static Task<IResult> ShowNewAsync(Visit visit) => NewAsync(visit, null);

    internal static async Task<IResult> CreateAsync(Visit visit)
    {
        var input = visit.Input;
        var body = new
        {
            userName = input.Text("userName"),
            name = input.Text("name"),
            homeUnitCode = input.Text("homeUnitCode"),
        };
        var created = await visit.SendAsync<CreatedAccountRecord>("POST", "/identity/accounts", body);
        return created.Value is { } made
            ? visit.Show<SecretView>(
                new
                {
                    made.Account,
                    made.Password,
                    Reset = false,
                }
            )
            : await NewAsync(visit, created.Problem);
    }

    /// <summary>The unit that is asked for, or that of the administrator.</summary>
    private static string? UnitOf(Visit visit) =>
        visit.Value("don-vi") is { Length: > 0 } asked ? asked.Trim() : AdministrationPages.HomeOf(visit.Person);

    private static async Task<IResult> NewAsync(Visit visit, ApiProblem? problem)
    {
        if (AdministrationPages.HomeOf(visit.Person) is not { } home)
        {
            return visit.Refuse(AdministrationPages.NotAdministrator);
        }

        var unit = visit.Value("don-vi") is { Length: > 0 } asked ? asked : home;
        var form = new ActForm
        {
            Title = T("Tài khoản mới"),
            Consequence = T("Hệ thống đặt mật khẩu đầu tiên và hiện một lần; người dùng phải đổi khi đăng nhập lần đầu."),
            Button = T("Tạo tài khoản"),
            Fields =
            [
                ActField.Text("name", T("Họ và tên")),
                ActField.Text("userName", T("Tên đăng nhập")) with
                {
                    Hint = T("Chữ thường không dấu, số, dấu chấm."),
                },
                ActField.Text("homeUnitCode", T("Mã đơn vị quản lý")) with
                {
                    Value = unit,
                    Hint = await AdministrationPages.MeaningAsync(visit, unit),
                },
            ],
        };
        return visit.Show<NewAccountView>(new { Problem = problem, Form = form }, problem?.Status ?? StatusCodes.Status200OK);
    }
}
