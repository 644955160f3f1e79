namespace Ntm.Platform.Tests.Style;

/// <summary>The checkout that these tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    public static IEnumerable<string> Sources(string pattern = "*.cs") =>
        Directory
            .EnumerateFiles(Root, pattern, SearchOption.AllDirectories)
            .Where(path =>
                !Path.GetRelativePath(Root, path)
                    .Split(Path.DirectorySeparatorChar)
                    .Any(part => part is "bin" or "obj" or "artifacts" or ".git")
            );

    public static string Relative(string path) => Path.GetRelativePath(Root, path);

    private static string Find(string folder) =>
        File.Exists(Path.Combine(folder, "NtmPlatform.sln")) ? folder : Find(Directory.GetParent(folder)!.FullName);
}
