using System.CommandLine;
using ChainOfSight.Cli.Commands;
using ChainOfSight.Silo;
using ChainOfSight.Silo.Settings;

namespace ChainOfSight.Cli.Verbs.Elastic;

/// <summary><c>cos silo</c>: lends this process's devices to a cluster until it is stopped.</summary>
internal static class SiloVerb
{
    public static Verb Create()
    {
        var cluster = new Commands.ClusterOptions();
        var config = new Option<string?>("--config") { Description = "File with settings, one JSON object." };
        var name = new Option<string?>("--name") { Description = "Name of the silo, unique in the cluster (COS_NAME; default: machine and process)." };
        var devices = new Option<string?>("--devices") { Description = "Devices, one replica each: cpu:0,cpu:1 or cuda:0 (COS_DEVICES; default: cpu:0)." };
        var address = new Option<string?>("--address") { Description = "IP address under which others reach it, on Orleans; default: the loopback (COS_ADDRESS)." };
        var listen = new Option<string?>("--listen") { Description = "IP address on which it listens where that is another one, such as 0.0.0.0 (COS_LISTEN)." };
        var port = new Option<string?>("--port") { Description = "Port for other silos; 0 for a free one (COS_PORT)." };
        var gateway = new Option<string?>("--gateway-port") { Description = "Port for clients, on Orleans; 0 for a free one (COS_GATEWAYPORT)." };
        var dashboard = new Option<string?>("--dashboard-port") { Description = "Port of Orleans' dashboard, on Orleans; 0 for a free one (COS_DASHBOARDPORT; default: none)." };
        var logs = new Option<string?>("--log-folder") { Description = "Folder of log files; empty for none (COS_LOGFOLDER; default: .cos/logs)." };
        var level = new Option<string?>("--log-level") { Description = "Least severe lines that are logged (COS_LOGLEVEL; default: Information)." };
        var budget = new Option<string?>("--stop-budget") { Description = "Seconds that a stop may take (COS_STOPBUDGET; default: 60)." };
        var verb = new Verb(
            "silo", "Lend this machine's devices to a cluster until it is stopped by Ctrl-C or SIGTERM: the step ends, others take over.",
            "silo --name a", "silo --name b --devices cpu:0,cpu:1 --store /data", "silo --config silo.json")
            .With(config, name, devices, address, listen, port, gateway, dashboard, logs, level, budget);

        cluster.AddTo(verb);
        verb.Runs(async (parse, cancellation) =>
        {
            var arguments = cluster.Arguments(parse);
            arguments["Name"] = parse.GetValue(name);
            arguments["Devices"] = parse.GetValue(devices);
            arguments["Address"] = parse.GetValue(address);
            arguments["Listen"] = parse.GetValue(listen);
            arguments["Port"] = parse.GetValue(port);
            arguments["GatewayPort"] = parse.GetValue(gateway);
            arguments["DashboardPort"] = parse.GetValue(dashboard);
            arguments["LogFolder"] = parse.GetValue(logs);
            arguments["LogLevel"] = parse.GetValue(level);
            arguments["StopBudget"] = parse.GetValue(budget);
            var settings = new SiloSettingsReader(SettingSources.Collect(arguments, Environment.GetEnvironmentVariable, parse.GetValue(config))).Read();
            return await SiloProgram.RunAsync(settings, cancellation).ConfigureAwait(false);
        });
        return verb;
    }
}
