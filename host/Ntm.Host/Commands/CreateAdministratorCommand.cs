using System.CommandLine;
using Ntm.Identity;

namespace Ntm.Host.Commands;

/// <summary>Makes the first administrator of an installation; refused when there is one.</summary>
internal static class CreateAdministratorCommand
{
    public static Command Create()
    {
        var user = new Option<string>("--user") { Required = true, Description = "Tên đăng nhập" };
        var name = new Option<string?>("--name") { Description = "Họ tên hiển thị; bỏ trống thì dùng tên đăng nhập" };
        var code = new Option<string>("--province") { Required = true, Description = "Mã tỉnh, hai chữ số" };
        var province = new Option<string>("--province-name") { Required = true, Description = "Tên tỉnh, ví dụ: Tỉnh Hà Tĩnh" };
        var command = new Command(
            "create-administrator",
            "Tạo quản trị viên đầu tiên; mật khẩu đọc từ đầu vào, để trống thì được tạo và in ra một lần"
        )
        {
            user,
            name,
            code,
            province,
        };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction(
            async (parsed, cancellation) =>
            {
                var password = Console.IsInputRedirected ? (await Console.In.ReadLineAsync(cancellation))?.Trim() : null;
                return await RunAsync(
                    [.. parsed.UnmatchedTokens],
                    new FirstAdministratorRequest(
                        parsed.GetValue(user)!,
                        parsed.GetValue(name) ?? parsed.GetValue(user)!,
                        parsed.GetValue(code)!,
                        parsed.GetValue(province)!,
                        string.IsNullOrEmpty(password) ? null : password
                    ),
                    cancellation
                );
            }
        );
        return command;
    }

    private static async Task<int> RunAsync(string[] arguments, FirstAdministratorRequest request, CancellationToken cancellation)
    {
        try
        {
            var (builder, options) = PlatformHost.Configure(arguments);
            using var only = DataFolderLock.Take(options.DataFolder);
            await using var app = PlatformHost.Build(builder);
            await PlatformHost.MigrateAtStartAsync(app, cancellation);
            var answer = await IdentityModule.CreateFirstAdministratorAsync(app.Services, request, cancellation);
            foreach (var fault in answer.Faults)
            {
                await Console.Error.WriteLineAsync(fault.Message);
            }

            if (answer.Faults.Count > 0)
            {
                return 1;
            }

            Console.WriteLine($"Đã tạo quản trị viên {request.UserName}.");
            if (answer.Password is not null)
            {
                Console.WriteLine($"Mật khẩu, chỉ hiện một lần, phải đổi khi đăng nhập: {answer.Password}");
            }

            return 0;
        }
        catch (Exception refusal) when (Startup.Explain(refusal) is { } words)
        {
            await Console.Error.WriteLineAsync(words);
            return 2;
        }
    }
}
