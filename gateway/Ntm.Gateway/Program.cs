using Ntm.Gateway.Hosting;

return await GatewayProcess.RunAsync(args);
