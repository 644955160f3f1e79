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
        routes.MapGet("/quan-tri/tai-khoan/moi", ShowNew);
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
        return accounts.Value is null
            ? visit.Refuse(accounts.Problem!)
            : visit.Show<AccountsView>(
                new
                {
                    Rows = accounts.Value.Items,
                    accounts.Value.Next,
                    Unit = unit,
                }
            );
    }

    internal static IResult ShowNew(Visit visit) => NewPage(visit, null);

    internal static async Task<IResult> CreateAsync(Visit visit)
    {
        var input = new ActInput(visit.Typed());
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
            : NewPage(visit, created.Problem);
    }

    /// <summary>The unit that is asked for, or that of the administrator.</summary>
    private static string? UnitOf(Visit visit) =>
        visit.Value("don-vi") is { Length: > 0 } asked ? asked.Trim() : AdministrationPages.HomeOf(visit.Person);

    private static IResult NewPage(Visit visit, ApiProblem? problem) =>
        AdministrationPages.HomeOf(visit.Person) is not { } home
            ? visit.Refuse(AdministrationPages.NotAdministrator)
            : visit.Show<NewAccountView>(
                new
                {
                    Problem = problem,
                    Form = new ActForm
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
                                Value = visit.Value("don-vi") ?? home,
                            },
                        ],
                    },
                },
                problem?.Status ?? StatusCodes.Status200OK
            );
}
