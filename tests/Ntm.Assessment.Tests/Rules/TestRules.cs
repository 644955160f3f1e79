using System.Text;
using Ntm.Assessment.Rules;

namespace Ntm.Assessment.Tests.Rules;

/// <summary>The rules the product ships, and copies of them with a change.</summary>
internal static class TestRules
{
    public static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "assessment-rules");

    public static readonly RuleBook Book = RuleBook.Load(Folder);

    public static Dictionary<string, byte[]> Files() =>
        Directory
            .EnumerateFiles(Folder, "*", SearchOption.AllDirectories)
            .ToDictionary(path => Path.GetRelativePath(Folder, path).Replace('\\', '/'), File.ReadAllBytes);

    public static Dictionary<string, byte[]> With(this Dictionary<string, byte[]> files, string path, string before, string after)
    {
        var text = Encoding.UTF8.GetString(files[path]);
        Assert.Contains(before, text, StringComparison.Ordinal);
        files[path] = Encoding.UTF8.GetBytes(text.Replace(before, after, StringComparison.Ordinal));
        return files;
    }
}
