using Microsoft.AspNetCore.Identity;

namespace Ntm.Identity.Accounts;

/// <summary>What ASP.NET Core Identity does not check: the name in the password, its greatest length, the obvious ones.</summary>
internal sealed class PasswordRules : IPasswordValidator<Account>
{
    /// <summary>Longest password, characters; hashing more would only cost time.</summary>
    public const int Longest = 128;

    private static readonly string[] Obvious = ["password", "matkhau", "123456", "qwerty", "abcdef", "111111"];

    public Task<IdentityResult> ValidateAsync(UserManager<Account> manager, Account user, string? password)
    {
        var fault = password switch
        {
            { Length: > Longest } => $"Mật khẩu dài quá {Longest} ký tự.",
            not null when user.UserName is { } name && password.Contains(name, StringComparison.OrdinalIgnoreCase) =>
                "Mật khẩu không được chứa tên đăng nhập.",
            not null when Obvious.Any(word => password.Contains(word, StringComparison.OrdinalIgnoreCase)) =>
                "Mật khẩu chứa chuỗi quá dễ đoán.",
            _ => null,
        };
        return Task.FromResult(
            fault is null ? IdentityResult.Success : IdentityResult.Failed(new IdentityError { Code = "PasswordRule", Description = fault })
        );
    }
}
