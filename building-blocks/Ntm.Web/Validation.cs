using System.ComponentModel.DataAnnotations;

namespace Ntm.Web;

/// <summary>A text that must be there: not blank, at most <paramref name="maximum"/> characters.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class TextAttribute(int maximum) : ValidationAttribute
{
    /// <summary>Longest text, characters.</summary>
    public int Maximum => maximum;

    /// <summary>Whether null is allowed; blank never is.</summary>
    public bool Optional { get; init; }

    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext) =>
        value switch
        {
            null when Optional => ValidationResult.Success,
            string text when text.Length > maximum => new ValidationResult($"Dài quá {maximum} ký tự."),
            string text when !string.IsNullOrWhiteSpace(text) => ValidationResult.Success,
            _ => new ValidationResult("Không được để trống."),
        };
}

/// <summary>A number within both bounds.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class BetweenAttribute(int minimum, int maximum) : RangeAttribute(minimum, maximum)
{
    public override string FormatErrorMessage(string name) => $"Phải từ {Minimum} đến {Maximum}.";
}

/// <summary>A list with a number of elements within both bounds, none of them null.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class ItemsAttribute(int minimum, int maximum) : ValidationAttribute
{
    /// <summary>Fewest elements.</summary>
    public int Minimum => minimum;

    /// <summary>Most elements.</summary>
    public int Maximum => maximum;

    /// <summary>Longest element of a list of texts, characters, none of them blank; 0 where the elements are checked elsewhere.</summary>
    public int LongestText { get; init; }

    public override bool IsValid(object? value) =>
        value is System.Collections.ICollection list
        && list.Count >= minimum
        && list.Count <= maximum
        && list.Cast<object?>().All(item => item is not null && (LongestText == 0 || Fits(item)));

    public override string FormatErrorMessage(string name) =>
        $"Phải có từ {minimum} đến {maximum} mục, không mục nào để trống"
        + (LongestText == 0 ? "." : $", mỗi mục tối đa {LongestText} ký tự.");

    private bool Fits(object item) => item is string text && text.Length <= LongestText && !string.IsNullOrWhiteSpace(text);
}
