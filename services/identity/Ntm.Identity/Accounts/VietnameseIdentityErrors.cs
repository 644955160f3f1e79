using Microsoft.AspNetCore.Identity;
using Ntm.Web;

namespace Ntm.Identity.Accounts;

/// <summary>Says in Vietnamese why ASP.NET Core Identity refuses an account or a password.</summary>
internal sealed class VietnameseIdentityErrors : IdentityErrorDescriber
{
    public override IdentityError DefaultError() => New(nameof(DefaultError), "Không thực hiện được. Hãy thử lại.");

    public override IdentityError ConcurrencyFailure() =>
        New(nameof(ConcurrencyFailure), "Tài khoản vừa được người khác thay đổi. Hãy thử lại.");

    public override IdentityError PasswordMismatch() => New(nameof(PasswordMismatch), "Mật khẩu hiện tại không đúng.");

    public override IdentityError InvalidUserName(string? userName) =>
        New(nameof(InvalidUserName), "Tên đăng nhập chỉ gồm chữ không dấu, chữ số và các dấu . _ - @.");

    public override IdentityError DuplicateUserName(string userName) =>
        New(nameof(DuplicateUserName), $"Tên đăng nhập {userName} đã có người dùng. Chọn tên khác.");

    public override IdentityError PasswordTooShort(int length) =>
        New(nameof(PasswordTooShort), $"Mật khẩu phải có ít nhất {length} ký tự.");

    public override IdentityError PasswordRequiresUniqueChars(int uniqueChars) =>
        New(nameof(PasswordRequiresUniqueChars), $"Mật khẩu phải có ít nhất {uniqueChars} ký tự khác nhau.");

    public override IdentityError PasswordRequiresNonAlphanumeric() =>
        New(nameof(PasswordRequiresNonAlphanumeric), "Mật khẩu phải có ít nhất một ký tự đặc biệt.");

    public override IdentityError PasswordRequiresDigit() => New(nameof(PasswordRequiresDigit), "Mật khẩu phải có ít nhất một chữ số.");

    public override IdentityError PasswordRequiresLower() => New(nameof(PasswordRequiresLower), "Mật khẩu phải có ít nhất một chữ thường.");

    public override IdentityError PasswordRequiresUpper() => New(nameof(PasswordRequiresUpper), "Mật khẩu phải có ít nhất một chữ hoa.");

    /// <summary>All refusals of one result, with the field each belongs to.</summary>
    public static IEnumerable<Error> Of(IdentityResult result) =>
        result.Errors.Select(error =>
            error.Code switch
            {
                nameof(DuplicateUserName) => Error.Conflict("identity.user_name_taken", error.Description, "userName"),
                nameof(InvalidUserName) => Error.Invalid("identity.user_name_invalid", error.Description, "userName"),
                nameof(PasswordMismatch) => Error.Invalid("identity.password_wrong", error.Description, "currentPassword"),
                nameof(ConcurrencyFailure) => Error.Conflict("identity.account_changed", error.Description),
                _ when error.Code.StartsWith("Password", StringComparison.Ordinal) => Error.Invalid(
                    "identity.password_weak",
                    error.Description,
                    "password"
                ),
                _ => Error.Invalid("identity.account_invalid", error.Description),
            }
        );

    private static IdentityError New(string code, string description) => new() { Code = code, Description = description };
}
