using System.Runtime.Loader;
using Ntm.Faults.Tests.Cases.Inside;

/// <summary>
/// Run by the runtime inside the host's process before its first line (<c>DOTNET_STARTUP_HOOKS</c>): makes this folder's
/// assemblies known there, and for the controls turns the inbox or the wait for the confirm off. The platform itself knows nothing of
/// either.
/// </summary>
internal static class StartupHook
{
    public static void Initialize()
    {
        var folder = Path.GetDirectoryName(typeof(StartupHook).Assembly.Location)!;
        AssemblyLoadContext.Default.Resolving += (context, name) =>
            Path.Combine(folder, name.Name + ".dll") is var path && File.Exists(path) ? context.LoadFromAssemblyPath(path) : null;
        ControlStatements.Begin();
        DatabaseFaults.Begin();
    }
}
