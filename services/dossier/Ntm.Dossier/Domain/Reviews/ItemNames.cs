namespace Ntm.Dossier.Domain.Reviews;

/// <summary>How people name what is judged: documents by their official name, never by the key that programs use.</summary>
internal static class ItemNames
{
    public static string NameOf(this RecognitionDossier dossier, ReviewItem item) =>
        item.Kind == ReviewItem.Criterion ? $"tiêu chí {item.Key}"
        : dossier.Knows(item.Key) ? $"tài liệu “{dossier.DocumentOf(item.Key).Name}”"
        : $"tài liệu “{item.Key}”";

    /// <summary>A department as people name it.</summary>
    public static string? DepartmentName(this Stage stage, string? department) =>
        stage.Departments.FirstOrDefault(known => known.Key == department)?.Title ?? department;
}
