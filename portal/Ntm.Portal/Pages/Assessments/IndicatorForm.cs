using Ntm.Portal.Api;

namespace Ntm.Portal.Pages.Assessments;

/// <summary>The fields of an indicator: names, what stands in them, and the value that was typed.</summary>
internal static class IndicatorForm
{
    private static readonly string[] NumberFields =
    [
        "numerator",
        "secondNumerator",
        "denominator",
        "number",
        "male",
        "ofMale",
        "female",
        "ofFemale",
    ];

    public static string Field(string code, string part) => $"{code}:{part}";

    /// <summary>The value that was typed; null where nothing was.</summary>
    public static ValueRecord? Read(IndicatorRecord indicator, Func<string, string?> typed)
    {
        string? Of(string part) => typed(Field(indicator.Code, part)) is { Length: > 0 } text ? text : null;
        decimal? Number(string part) => Show.ReadNumber(Of(part));
        bool? Answer(string part) => Of(part) is { } text ? text == "co" : null;

        if (indicator.IfAny && Of("notApplicable") == "true")
        {
            return new ValueRecord { NotApplicable = true, Reason = Of("reason") };
        }

        var value = indicator.Type switch
        {
            "boolean" or "criterion" => new ValueRecord { Met = Answer("met") },
            "percent" when indicator.BySex => new ValueRecord
            {
                Male = Share(Number("male"), Number("ofMale")),
                Female = Share(Number("female"), Number("ofFemale")),
            },
            "percent" => new ValueRecord { Numerator = Number("numerator"), Denominator = Number("denominator") },
            "percent2" => new ValueRecord
            {
                Numerator = Number("numerator"),
                SecondNumerator = Number("secondNumerator"),
                Denominator = Number("denominator"),
            },
            "composite" => Composite([.. indicator.Parts.Select((_, index) => Answer($"part{index}"))]),
            _ => new ValueRecord { Number = Number("number") },
        };
        return value == new ValueRecord() ? null : value;
    }

    /// <summary>What stands in a field of the indicator, as it is typed.</summary>
    public static string Stands(IndicatorRecord indicator, string part)
    {
        var value = indicator.Value;
        return part switch
        {
            "numerator" => Show.Input(value?.Numerator),
            "secondNumerator" => Show.Input(value?.SecondNumerator),
            "denominator" => Show.Input(value?.Denominator),
            "number" => Show.Input(value?.Number),
            "male" => Show.Input(value?.Male?.Numerator),
            "ofMale" => Show.Input(value?.Male?.Denominator),
            "female" => Show.Input(value?.Female?.Numerator),
            "ofFemale" => Show.Input(value?.Female?.Denominator),
            "reason" => value?.Reason ?? "",
            "met" => Answer(value?.Met),
            _ when part.StartsWith("part", StringComparison.Ordinal) && int.TryParse(part[4..], out var index) => Answer(
                value?.Parts?.ElementAtOrDefault(index)
            ),
            _ => "",
        };
    }

    /// <summary>The number fields with something in them that is no number.</summary>
    public static IEnumerable<ApiFault> Unreadable(string code, IReadOnlyDictionary<string, string> typed) =>
        NumberFields
            .Where(part =>
                typed.GetValueOrDefault(Field(code, part)) is { } text && text.Trim().Length > 0 && Show.ReadNumber(text) is null
            )
            .Select(part => new ApiFault(
                Field(code, part),
                T(
                    "“{0}” chưa đọc được. Dùng dấu phẩy cho phần lẻ (0,38), dấu chấm cho hàng nghìn (3.200).",
                    typed[Field(code, part)].Trim()
                )
            ));

    /// <summary>The field of an indicator that the API names by a part of its value, e.g. <c>male.denominator</c>; the indicator itself
    /// where it names none.</summary>
    public static string FieldOf(string code, string part) =>
        part switch
        {
            "" => code,
            "male" or "male.numerator" => Field(code, "male"),
            "male.denominator" => Field(code, "ofMale"),
            "female" or "female.numerator" => Field(code, "female"),
            "female.denominator" => Field(code, "ofFemale"),
            "parts" => Field(code, "part0"),
            "numerator" or "secondNumerator" or "denominator" or "number" or "met" or "reason" or "notApplicable" => Field(code, part),
            _ => code,
        };

    private static ShareRecord? Share(decimal? numerator, decimal? denominator) =>
        numerator is null && denominator is null ? null : new ShareRecord(numerator, denominator);

    private static ValueRecord Composite(List<bool?> parts) =>
        parts.TrueForAll(part => part is null) ? new ValueRecord() : new ValueRecord { Parts = parts };

    private static string Answer(bool? answer) =>
        answer switch
        {
            true => "co",
            false => "khong",
            null => "",
        };
}
