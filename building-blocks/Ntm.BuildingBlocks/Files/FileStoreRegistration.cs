using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Ntm.BuildingBlocks.Files;

/// <summary>Registers the store of files; modules in one process share it, since content is kept by its hash.</summary>
public static class FileStoreRegistration
{
    public static IServiceCollection AddFileStore(this IServiceCollection services)
    {
        services.AddOptions<FileStoreOptions>().BindConfiguration(FileStoreOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton<IFileStore, FileSystemStore>();
        return services;
    }
}
