using Ntm.Web;

namespace Ntm.Assessment.Domain.Criteria;

/// <summary>Whether a value can be one of an indicator; every fault is named with its field.</summary>
internal static class ValueCheck
{
    private const decimal Largest = 1_000_000_000_000m;

    /// <param name="indicator">Indicator the value is for.</param>
    /// <param name="value">Value to check.</param>
    /// <param name="field">Path of the value in the request, e.g. <c>values[0].value</c>.</param>
    public static IReadOnlyList<Error> Check(Indicator indicator, IndicatorValue value, string field)
    {
        var errors = new List<Error>();
        var given = Given(value);
        if (value.NotApplicable)
        {
            CheckNotApplicable(indicator, value, given, field, errors);
            return errors;
        }

        if (value.Reason is not null)
        {
            errors.Add(Foreign(indicator, $"{field}.reason"));
        }

        var expected = Expected(indicator);
        errors.AddRange(given.Except(expected).Select(name => Foreign(indicator, $"{field}.{name}")));
        errors.AddRange(
            expected
                .Except(given)
                .Select(name =>
                    Error.Invalid(
                        "assessment.value_missing_part",
                        $"Chỉ tiêu {indicator.Code} thiếu {NameOf(name)}; hãy nhập đủ các phần của giá trị.",
                        $"{field}.{name}"
                    )
                )
        );
        if (errors.Count == 0)
        {
            CheckFigures(indicator, value, field, errors);
        }

        return errors;
    }

    private static void CheckFigures(Indicator indicator, IndicatorValue value, string field, List<Error> errors)
    {
        switch (indicator.Kind)
        {
            case IndicatorKind.Percent when indicator.BySex:
                CheckShare(value.Male!.Numerator, value.Male.Denominator, $"{field}.male", errors);
                CheckShare(value.Female!.Numerator, value.Female.Denominator, $"{field}.female", errors);
                break;
            case IndicatorKind.Percent:
                CheckShare(value.Numerator, value.Denominator, field, errors);
                break;
            case IndicatorKind.Percent2:
                CheckShare(value.Numerator, value.Denominator, field, errors);
                CheckNumber(value.SecondNumerator, $"{field}.secondNumerator", errors);
                if (value.SecondNumerator > value.Numerator)
                {
                    errors.Add(
                        Error.Invalid(
                            "assessment.part_over_whole",
                            "Số thứ hai là một phần của số thứ nhất nên không thể lớn hơn; hãy kiểm tra lại.",
                            $"{field}.secondNumerator"
                        )
                    );
                }

                break;
            case IndicatorKind.Growth when !GrowthRate.Holds(value.Number!.Value):
                errors.Add(
                    Error.Invalid(
                        "assessment.growth_out_of_range",
                        "Tốc độ tăng tính bằng phần trăm, từ -100 đến 100.000; giảm thì ghi số âm.",
                        $"{field}.number"
                    )
                );
                break;
            case IndicatorKind.Growth:
                CheckDecimals(value.Number!.Value, $"{field}.number", errors);
                break;
            case IndicatorKind.Composite when value.Parts!.Count != indicator.Parts.Count:
                errors.Add(
                    Error.Invalid(
                        "assessment.parts_count",
                        $"Chỉ tiêu {indicator.Code} có {indicator.Parts.Count} điều kiện; hãy trả lời đúng số điều kiện, để trống "
                            + "điều kiện chưa rõ.",
                        $"{field}.parts"
                    )
                );
                break;
            case IndicatorKind.Count or IndicatorKind.Number or IndicatorKind.Currency:
                CheckNumber(value.Number, $"{field}.number", errors);
                if (indicator.Kind == IndicatorKind.Count && value.Number != decimal.Truncate(value.Number!.Value))
                {
                    errors.Add(Error.Invalid("assessment.not_whole", "Giá trị này đếm số lượng nên phải là số nguyên.", $"{field}.number"));
                }

                break;
        }
    }

    private static void CheckNotApplicable(
        Indicator indicator,
        IndicatorValue value,
        IReadOnlyList<string> given,
        string field,
        List<Error> errors
    )
    {
        if (!indicator.Optional)
        {
            errors.Add(
                Error.Invalid(
                    "assessment.always_applies",
                    $"Chỉ tiêu {indicator.Code} luôn áp dụng; hãy nhập giá trị.",
                    $"{field}.notApplicable"
                )
            );
        }

        if (value.Reason is null)
        {
            errors.Add(Error.Invalid("assessment.reason_required", "Hãy ghi lý do không áp dụng.", $"{field}.reason"));
        }

        errors.AddRange(given.Select(name => Foreign(indicator, $"{field}.{name}")));
    }

    private static void CheckShare(decimal? numerator, decimal? denominator, string field, List<Error> errors)
    {
        CheckNumber(numerator, $"{field}.numerator", errors);
        CheckNumber(denominator, $"{field}.denominator", errors);
        if (denominator == 0)
        {
            errors.Add(Error.Invalid("assessment.denominator_zero", "Mẫu số phải lớn hơn 0.", $"{field}.denominator"));
        }
        else if (numerator > denominator)
        {
            errors.Add(
                Error.Invalid(
                    "assessment.numerator_over_denominator",
                    "Tử số không thể lớn hơn mẫu số; hãy kiểm tra lại hai số.",
                    $"{field}.numerator"
                )
            );
        }
    }

    private static void CheckNumber(decimal? number, string field, List<Error> errors)
    {
        if (number is null)
        {
            errors.Add(Error.Invalid("assessment.value_missing_part", "Thiếu một số của giá trị; hãy nhập đủ.", field));
        }
        else if (number is < 0 or > Largest)
        {
            errors.Add(Error.Invalid("assessment.number_out_of_range", "Số phải từ 0 đến 1.000.000.000.000.", field));
        }
        else
        {
            CheckDecimals(number.Value, field, errors);
        }
    }

    private static void CheckDecimals(decimal number, string field, List<Error> errors)
    {
        if ((number / 1.0000000000000000000000000000m).Scale > 4)
        {
            errors.Add(
                Error.Invalid("assessment.too_many_digits", "Số có quá bốn chữ số thập phân; hãy làm tròn theo số liệu gốc.", field)
            );
        }
    }

    private static IReadOnlyList<string> Expected(Indicator indicator) =>
        indicator.Kind switch
        {
            IndicatorKind.Percent when indicator.BySex => ["male", "female"],
            IndicatorKind.Percent => ["numerator", "denominator"],
            IndicatorKind.Percent2 => ["numerator", "secondNumerator", "denominator"],
            IndicatorKind.Count or IndicatorKind.Number or IndicatorKind.Currency or IndicatorKind.Growth => ["number"],
            IndicatorKind.Composite => ["parts"],
            _ => ["met"],
        };

    /// <summary>What an indicator asks for, in words.</summary>
    private static string Wanted(Indicator indicator) => string.Join(", ", Expected(indicator).Select(NameOf));

    /// <summary>A part of a value as people name it.</summary>
    private static string NameOf(string part) =>
        part switch
        {
            "numerator" => "tử số",
            "secondNumerator" => "tử số của mức hai",
            "denominator" => "mẫu số",
            "number" => "số",
            "parts" => "câu trả lời cho từng điều kiện",
            "male" => "số của nam",
            "female" => "số của nữ",
            _ => "câu trả lời đạt hay không",
        };

    private static List<string> Given(IndicatorValue value)
    {
        (string Name, bool Given)[] fields =
        [
            ("met", value.Met is not null),
            ("numerator", value.Numerator is not null),
            ("secondNumerator", value.SecondNumerator is not null),
            ("denominator", value.Denominator is not null),
            ("number", value.Number is not null),
            ("parts", value.Parts is not null),
            ("male", value.Male is not null),
            ("female", value.Female is not null),
        ];
        return fields.Where(field => field.Given).Select(field => field.Name).ToList();
    }

    private static Error Foreign(Indicator indicator, string field) =>
        Error.Invalid(
            "assessment.value_of_other_type",
            $"Chỉ tiêu {indicator.Code} không có phần giá trị này; hãy nhập {Wanted(indicator)}.",
            field
        );
}
