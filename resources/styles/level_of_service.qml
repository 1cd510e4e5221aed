<qgis labelsEnabled="1" styleCategories="Symbology|Labeling|Diagrams" version="3.40.6-Bratislava">
  <renderer-v2 attr="coalesce(&quot;speed_kmh&quot;, -9999)" enableorderby="1" forceraster="0" graduatedMethod="GraduatedColor" referencescale="-1" symbollevels="1" type="graduatedSymbol">
    <ranges>
      <range label="…" lower="-99999.000000000000000" render="true" symbol="0" upper="-99999.000000000000000" uuid="{00000000-0000-0000-0000-000000000001}" />
      <range label="A: 80 % and more" lower="80.000000000000000" render="true" symbol="1" upper="99999.000000000000000" uuid="{00000000-0000-0000-0000-000000000002}" />
      <range label="B: 67 – 80 %" lower="67.000000000000000" render="true" symbol="2" upper="80.000000000000000" uuid="{00000000-0000-0000-0000-000000000003}" />
      <range label="C: 50 – 67 %" lower="50.000000000000000" render="true" symbol="3" upper="67.000000000000000" uuid="{00000000-0000-0000-0000-000000000004}" />
      <range label="D: 40 – 50 %" lower="40.000000000000000" render="true" symbol="4" upper="50.000000000000000" uuid="{00000000-0000-0000-0000-000000000005}" />
      <range label="E: 30 – 40 %" lower="30.000000000000000" render="true" symbol="5" upper="40.000000000000000" uuid="{00000000-0000-0000-0000-000000000006}" />
      <range label="F: below 30 %" lower="-999.000000000000000" render="true" symbol="6" upper="30.000000000000000" uuid="{00000000-0000-0000-0000-000000000007}" />
      <range label="not predicted" lower="-9999.000000000000000" render="true" symbol="7" upper="-9999.000000000000000" uuid="{00000000-0000-0000-0000-000000000008}" />
    </ranges>
    <symbols>
      <symbol alpha="1" clip_to_extent="1" force_rhr="0" frame_rate="10" is_animated="0" name="0" type="line">
        <data_defined_properties>
          <Option type="Map">
            <Option name="name" type="QString" value="" />
            <Option name="properties" />
            <Option name="type" type="QString" value="collection" />
          </Option>
        </data_defined_properties>
        <layer class="SimpleLine" enabled="1" id="{00000000-0000-0000-0000-000000000009}" locked="0" pass="0">
          <Option type="Map">
            <Option name="align_dash_pattern" type="QString" value="0" />
            <Option name="capstyle" type="QString" value="square" />
            <Option name="customdash" type="QString" value="5;2" />
            <Option name="customdash_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0" />
            <Option name="customdash_unit" type="QString" value="MM" />
            <Option name="dash_pattern_offset" type="QString" value="0" />
            <Option name="dash_pattern_offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0" />
            <Option name="dash_pattern_offset_unit" type="QString" value="MM" />
            <Option name="draw_inside_polygon" type="QString" value="0" />
            <Option name="joinstyle" type="QString" value="bevel" />
            <Option name="line_color" type="QString" value="35,35,35,255,rgb:0.13725490196078433,0.13725490196078433,0.13725490196078433,1" />
            <Option name="line_style" type="QString" value="no" />
            <Option name="line_width" type="QString" value="0.26" />
            <Option name="line_width_unit" type="QString" value="MM" />
            <Option name="offset" type="QString" value="0" />
            <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0" />
            <Option name="offset_unit" type="QString" value="MM" />
            <Option name="ring_filter" type="QString" value="0" />
            <Option name="trim_distance_end" type="QString" value="0" />
            <Option name="trim_distance_end_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0" />
            <Option name="trim_distance_end_unit" type="QString" value="MM" />
            <Option name="trim_distance_start" type="QString" value="0" />
            <Option name="trim_distance_start_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0" />
            <Option name="trim_distance_start_unit" type="QString" value="MM" />
            <Option name="tweak_dash_pattern_on_corners" type="QString" value="0" />
            <Option name="use_custom_dash" type="QString" value="0" />
            <Option name="width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0" />
          </Option>
          <data_defined_properties>
            <Option type="Map">
              <Option name="name" type="QString" value="" />
              <Option name="properties" />
              <Option name="type" type="QString" value="collection" />
            </Option>
          </data_defined_properties>
        </layer>
      </symbol>
      <symbol alpha="1" clip_to_extent="1" force_rhr="0" frame_rate="10" is_animated="0" name="1" type="line">
        <data_defined_properties>
          <Option type="Map">
            <Option name="name" type="QString" value="" />
            <Option name="properties" />
            <Option name="type" type="QString" value="collection" />
          </Option>
        </data_defined_properties>
        <layer class="SimpleLine" enabled="1" id="{00000000-0000-0000-0000-00000000000a}" locked="1" pass="0">
          <Option type="Map">
            <Option name="align_dash_pattern" type="QString" value="0" />
            <Option name="capstyle" type="QString" value="flat" />
            <Option name="customdash" type="QString" value="5;2" />
            <Option name="customdash_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0" />
            <Option name="customdash_unit" type="QString" value="MM" />
            <Option name="dash_pattern_offset" type="QString" value="0" />
            <Option name="dash_pattern_offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0" />
            <Option name="dash_pattern_offset_unit" type="QString" value="MM" />
            <Option name="draw_inside_polygon" type="QString" value="0" />
            <Option name="joinstyle" type="QString" value="round" />
            <Option name="line_color" type="QString" value="255,255,255,255,rgb:1,1,1,1" />
            <Option name="line_style" type="QString" value="solid" />
            <Option name="line_width" type="QString" value="0.6" />
            <Option name="line_width_unit" type="QString" value="MM" />
            <Option name="offset" type="QString" value="0.5" />
            <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0" />
            <Option name="offset_unit" type="QString" value="MM" />
            <Option name="ring_filter" type="QString" value="0" />
            <Option name="trim_distance_end" type="QString" value="0" />
            <Option name="trim_distance_end_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0" />
            <Option name="trim_distance_end_unit" type="QString" value="MM" />
            <Option name="trim_distance_start" type="QString" value="0" />
            <Option name="trim_distance_start_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0" />
            <Option name="trim_distance_start_unit" type="QString" value="MM" />
            <Option name="tweak_dash_pattern_on_corners" type="QString" value="0" />
            <Option name="use_custom_dash" type="QString" value="0" />
            <Option name="width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0" />
          </Option>
          <data_defined_properties>
            <Option type="Map">
              <Option name="name" type="QString" value="" />
              <Option name="properties" type="Map">
                <Option name="enabled" type="Map">
                  <Option name="active" type="bool" value="true" />
                  <Option name="expression" type="QString" value="coalesce(@map_scale &lt; 40000, true) OR coalesce(map_get(map('motorway', 1.0, 'trunk', 0.9, 'primary', 0.7, 'motorway_link', 0.6, 'trunk_link', 0.55, 'secondary', 0.5, 'primary_link', 0.45, 'secondary_link', 0.4, 'tertiary', 0.35, 'tertiary_link', 0.3, 'unclassified', 0.2, 'residential', 0.15, 'living_street', 0.0, 'service', 0.0), &quot;highway&quot;), 0.25) &gt;= 0.45" />
                  <Option name="type" type="int" value="3" />
                </Option>
                <Option name="offset" type="Map">
                  <Option name="active" type="bool" value="true" />
                  <Option name="expression" type="QString" value="coalesce(scale_linear(@map_scale, 3000, 60000, 0.7, 0.18), 0.5) * coalesce(@map_scale &lt; 40000, true)" />
                  <Option name="type" type="int" value="3" />
                </Option>
                <Option name="outlineWidth" type="Map">
                  <Option name="active" type="bool" value="true" />
                  <Option name="expression" type="QString" value="coalesce(scale_exp(@map_scale, 5000, 70000, 0.5, 0.08, 0.5), 0.3) * 1.00 + coalesce(scale_exp(@map_scale, 5000, 70000, 1.1, 0.72, 0.5), 0.9) * coalesce(map_get(map('motorway', 1.0, 'trunk', 0.9, 'primary', 0.7, 'motorway_link', 0.6, 'trunk_link', 0.55, 'secondary', 0.5, 'primary_link', 0.45, 'secondary_link', 0.4, 'tertiary', 0.35, 'tertiary_link', 0.3, 'unclassified', 0.2, 'residential', 0.15, 'living_street', 0.0, 'service', 0.0), &quot;highway&quot;), 0.25) + 0.26" />
                  <Option name="type" type="int" value="3" />
                </Option>
              </Option>
              <Option name="type" type="QString" value="collection" />
            </Option>
          </data_defined_properties>
        </layer>
        <layer class="SimpleLine" enabled="1" id="{00000000-0000-0000-0000-00000000000b}" locked="0" pass="1">
          <Option type="Map">
            <Option name="align_dash_pattern" type="QString" value="0" />
            <Option name="capstyle" type="QString" value="flat" />
            <Option name="customdash" type="QString" value="5;2" />
            <Option name="customdash_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0" />
            <Option name="customdash_unit" type="QString" value="MM" />
            <Option name="dash_pattern_offset" type="QString" value="0" />
            <Option name="dash_pattern_offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0" />
            <Option name="dash_pattern_offset_unit" type="QString" value="MM" />
            <Option name="draw_inside_polygon" type="QString" value="0" />
            <Option name="joinstyle" type="QString" value="round" />
            <Option name="line_color" type="QString" value="43,95,168,255,rgb:0.16862745098039217,0.37254901960784315,0.6588235294117647,1" />
            <Option name="line_style" type="QString" value="solid" />
            <Option name="line_width" type="QString" value="0.6" />
            <Option name="line_width_unit" type="QString" value="MM" />
            <Option name="offset" type="QString" value="0.5" />
            <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0" />
            <Option name="offset_unit" type="QString" value="MM" />
            <Option name="ring_filter" type="QString" value="0" />
            <Option name="trim_distance_end" type="QString" value="0" />
            <Option name="trim_distance_end_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0" />
            <Option name="trim_distance_end_unit" type="QString" value="MM" />
            <Option name="trim_distance_start" type="QString" value="0" />
            <Option name="trim_distance_start_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0" />
            <Option name="trim_distance_start_unit" type="QString" value="MM" />
            <Option name="tweak_dash_pattern_on_corners" type="QString" value="0" />
            <Option name="use_custom_dash" type="QString" value="0" />
            <Option name="width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0" />
          </Option>
          <data_defined_properties>
            <Option type="Map">
              <Option name="name" type="QString" value="" />
              <Option name="properties" type="Map">
                <Option name="enabled" type="Map">
                  <Option name="active" type="bool" value="true" />
                  <Option name="expression" type="QString" value="coalesce(@map_scale &lt; 40000, true) OR coalesce(map_get(map('motorway', 1.0, 'trunk', 0.9, 'primary', 0.7, 'motorway_link', 0.6, 'trunk_link', 0.55, 'secondary', 0.5, 'primary_link', 0.45, 'secondary_link', 0.4, 'tertiary', 0.35, 'tertiary_link', 0.3, 'unclassified', 0.2, 'residential', 0.15, 'living_street', 0.0, 'service', 0.0), &quot;highway&quot;), 0.25) &gt; 0" />
                  <Option name="type" type="int" value="3" />
                </Option>
                <Option name="offset" type="Map">
                  <Option name="active" type="bool" value="true" />
                  <Option name="expression" type="QString" value="coalesce(scale_linear(@map_scale, 3000, 60000, 0.7, 0.18), 0.5) * coalesce(@map_scale &lt; 40000, true)" />
                  <Option name="type" type="int" value="3" />
                </Option>
                <Option name="outlineWidth" type="Map">
                  <Option name="active" type="bool" value="true" />
                  <Option name="expression" type="QString" value="coalesce(scale_exp(@map_scale, 5000, 70000, 0.5, 0.08, 0.5), 0.3) * 1.00 + coalesce(scale_exp(@map_scale, 5000, 70000, 1.1, 0.72, 0.5), 0.9) * coalesce(map_get(map('motorway', 1.0, 'trunk', 0.9, 'primary', 0.7, 'motorway_link', 0.6, 'trunk_link', 0.55, 'secondary', 0.5, 'primary_link', 0.45, 'secondary_link', 0.4, 'tertiary', 0.35, 'tertiary_link', 0.3, 'unclassified', 0.2, 'residential', 0.15, 'living_street', 0.0, 'service', 0.0), &quot;highway&quot;), 0.25)" />
                  <Option name="type" type="int" value="3" />
                </Option>
              </Option>
              <Option name="type" type="QString" value="collection" />
            </Option>
          </data_defined_properties>
        </layer>
      </symbol>
      <symbol alpha="1" clip_to_extent="1" force_rhr="0" frame_rate="10" is_animated="0" name="2" type="line">
        <data_defined_properties>
          <Option type="Map">
            <Option name="name" type="QString" value="" />
            <Option name="properties" />
            <Option name="type" type="QString" value="collection" />
          </Option>
        </data_defined_properties>
        <layer class="SimpleLine" enabled="1" id="{00000000-0000-0000-0000-00000000000c}" locked="1" pass="0">
          <Option type="Map">
            <Option name="align_dash_pattern" type="QString" value="0" />
            <Option name="capstyle" type="QString" value="flat" />
            <Option name="customdash" type="QString" value="5;2" />
            <Option name="customdash_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0" />
            <Option name="customdash_unit" type="QString" value="MM" />
            <Option name="dash_pattern_offset" type="QString" value="0" />
            <Option name="dash_pattern_offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0" />
            <Option name="dash_pattern_offset_unit" type="QString" value="MM" />
            <Option name="draw_inside_polygon" type="QString" value="0" />
            <Option name="joinstyle" type="QString" value="round" />
            <Option name="line_color" type="QString" value="255,255,255,255,rgb:1,1,1,1" />
            <Option name="line_style" type="QString" value="solid" />
            <Option name="line_width" type="QString" value="0.6" />
            <Option name="line_width_unit" type="QString" value="MM" />
            <Option name="offset" type="QString" value="0.5" />
            <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0" />
            <Option name="offset_unit" type="QString" value="MM" />
            <Option name="ring_filter" type="QString" value="0" />
            <Option name="trim_distance_end" type="QString" value="0" />
            <Option name="trim_distance_end_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0" />
            <Option name="trim_distance_end_unit" type="QString" value="MM" />
            <Option name="trim_distance_start" type="QString" value="0" />
            <Option name="trim_distance_start_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0" />
            <Option name="trim_distance_start_unit" type="QString" value="MM" />
            <Option name="tweak_dash_pattern_on_corners" type="QString" value="0" />
            <Option name="use_custom_dash" type="QString" value="0" />
            <Option name="width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0" />
          </Option>
          <data_defined_properties>
            <Option type="Map">
              <Option name="name" type="QString" value="" />
              <Option name="properties" type="Map">
                <Option name="enabled" type="Map">
                  <Option name="active" type="bool" value="true" />
                  <Option name="expression" type="QString" value="coalesce(@map_scale &lt; 40000, true) OR coalesce(map_get(map('motorway', 1.0, 'trunk', 0.9, 'primary', 0.7, 'motorway_link', 0.6, 'trunk_link', 0.55, 'secondary', 0.5, 'primary_link', 0.45, 'secondary_link', 0.4, 'tertiary', 0.35, 'tertiary_link', 0.3, 'unclassified', 0.2, 'residential', 0.15, 'living_street', 0.0, 'service', 0.0), &quot;highway&quot;), 0.25) &gt;= 0.45" />
                  <Option name="type" type="int" value="3" />
                </Option>
                <Option name="offset" type="Map">
                  <Option name="active" type="bool" value="true" />
                  <Option name="expression" type="QString" value="coalesce(scale_linear(@map_scale, 3000, 60000, 0.7, 0.18), 0.5) * coalesce(@map_scale &lt; 40000, true)" />
                  <Option name="type" type="int" value="3" />
                </Option>
                <Option name="outlineWidth" type="Map">
                  <Option name="active" type="bool" value="true" />
                  <Option name="expression" type="QString" value="coalesce(scale_exp(@map_scale, 5000, 70000, 0.5, 0.08, 0.5), 0.3) * 1.00 + coalesce(scale_exp(@map_scale, 5000, 70000, 1.1, 0.72, 0.5), 0.9) * coalesce(map_get(map('motorway', 1.0, 'trunk', 0.9, 'primary', 0.7, 'motorway_link', 0.6, 'trunk_link', 0.55, 'secondary', 0.5, 'primary_link', 0.45, 'secondary_link', 0.4, 'tertiary', 0.35, 'tertiary_link', 0.3, 'unclassified', 0.2, 'residential', 0.15, 'living_street', 0.0, 'service', 0.0), &quot;highway&quot;), 0.25) + 0.26" />
                  <Option name="type" type="int" value="3" />
                </Option>
              </Option>
              <Option name="type" type="QString" value="collection" />
            </Option>
          </data_defined_properties>
        </layer>
        <layer class="SimpleLine" enabled="1" id="{00000000-0000-0000-0000-00000000000d}" locked="0" pass="1">
          <Option type="Map">
            <Option name="align_dash_pattern" type="QString" value="0" />
            <Option name="capstyle" type="QString" value="flat" />
            <Option name="customdash" type="QString" value="5;2" />
            <Option name="customdash_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0" />
            <Option name="customdash_unit" type="QString" value="MM" />
            <Option name="dash_pattern_offset" type="QString" value="0" />
            <Option name="dash_pattern_offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0" />
            <Option name="dash_pattern_offset_unit" type="QString" value="MM" />
            <Option name="draw_inside_polygon" type="QString" value="0" />
            <Option name="joinstyle" type="QString" value="round" />
            <Option name="line_color" type="QString" value="90,160,208,255,rgb:0.35294117647058826,0.62745098039215685,0.81568627450980391,1" />
            <Option name="line_style" type="QString" value="solid" />
            <Option name="line_width" type="QString" value="0.6" />
            <Option name="line_width_unit" type="QString" value="MM" />
            <Option name="offset" type="QString" value="0.5" />
            <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0" />
            <Option name="offset_unit" type="QString" value="MM" />
            <Option name="ring_filter" type="QString" value="0" />
            <Option name="trim_distance_end" type="QString" value="0" />
            <Option name="trim_distance_end_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0" />
            <Option name="trim_distance_end_unit" type="QString" value="MM" />
            <Option name="trim_distance_start" type="QString" value="0" />
            <Option name="trim_distance_start_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0" />
            <Option name="trim_distance_start_unit" type="QString" value="MM" />
            <Option name="tweak_dash_pattern_on_corners" type="QString" value="0" />
            <Option name="use_custom_dash" type="QString" value="0" />
            <Option name="width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0" />
          </Option>
          <data_defined_properties>
            <Option type="Map">
              <Option name="name" type="QString" value="" />
              <Option name="properties" type="Map">
                <Option name="enabled" type="Map">
                  <Option name="active" type="bool" value="true" />
                  <Option name="expression" type="QString" value="coalesce(@map_scale &lt; 40000, true) OR coalesce(map_get(map('motorway', 1.0, 'trunk', 0.9, 'primary', 0.7, 'motorway_link', 0.6, 'trunk_link', 0.55, 'secondary', 0.5, 'primary_link', 0.45, 'secondary_link', 0.4, 'tertiary', 0.35, 'tertiary_link', 0.3, 'unclassified', 0.2, 'residential', 0.15, 'living_street', 0.0, 'service', 0.0), &quot;highway&quot;), 0.25) &gt; 0" />
                  <Option name="type" type="int" value="3" />
                </Option>
                <Option name="offset" type="Map">
                  <Option name="active" type="bool" value="true" />
                  <Option name="expression" type="QString" value="coalesce(scale_linear(@map_scale, 3000, 60000, 0.7, 0.18), 0.5) * coalesce(@map_scale &lt; 40000, true)" />
                  <Option name="type" type="int" value="3" />
                </Option>
                <Option name="outlineWidth" type="Map">
                  <Option name="active" type="bool" value="true" />
                  <Option name="expression" type="QString" value="coalesce(scale_exp(@map_scale, 5000, 70000, 0.5, 0.08, 0.5), 0.3) * 1.00 + coalesce(scale_exp(@map_scale, 5000, 70000, 1.1, 0.72, 0.5), 0.9) * coalesce(map_get(map('motorway', 1.0, 'trunk', 0.9, 'primary', 0.7, 'motorway_link', 0.6, 'trunk_link', 0.55, 'secondary', 0.5, 'primary_link', 0.45, 'secondary_link', 0.4, 'tertiary', 0.35, 'tertiary_link', 0.3, 'unclassified', 0.2, 'residential', 0.15, 'living_street', 0.0, 'service', 0.0), &quot;highway&quot;), 0.25)" />
                  <Option name="type" type="int" value="3" />
                </Option>
              </Option>
              <Option name="type" type="QString" value="collection" />
            </Option>
          </data_defined_properties>
        </layer>
      </symbol>
      <symbol alpha="1" clip_to_extent="1" force_rhr="0" frame_rate="10" is_animated="0" name="3" type="line">
        <data_defined_properties>
          <Option type="Map">
            <Option name="name" type="QString" value="" />
            <Option name="properties" />
            <Option name="type" type="QString" value="collection" />
          </Option>
        </data_defined_properties>
        <layer class="SimpleLine" enabled="1" id="{00000000-0000-0000-0000-00000000000e}" locked="1" pass="0">
          <Option type="Map">
            <Option name="align_dash_pattern" type="QString" value="0" />
            <Option name="capstyle" type="QString" value="flat" />
            <Option name="customdash" type="QString" value="5;2" />
            <Option name="customdash_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0" />
            <Option name="customdash_unit" type="QString" value="MM" />
            <Option name="dash_pattern_offset" type="QString" value="0" />
            <Option name="dash_pattern_offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0" />
            <Option name="dash_pattern_offset_unit" type="QString" value="MM" />
            <Option name="draw_inside_polygon" type="QString" value="0" />
            <Option name="joinstyle" type="QString" value="round" />
            <Option name="line_color" type="QString" value="51,51,51,255,rgb:0.20000000000000001,0.20000000000000001,0.20000000000000001,1" />
            <Option name="line_style" type="QString" value="solid" />
            <Option name="line_width" type="QString" value="0.6" />
            <Option name="line_width_unit" type="QString" value="MM" />
            <Option name="offset" type="QString" value="0.5" />
            <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0" />
            <Option name="offset_unit" type="QString" value="MM" />
            <Option name="ring_filter" type="QString" value="0" />
            <Option name="trim_distance_end" type="QString" value="0" />
            <Option name="trim_distance_end_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0" />
            <Option name="trim_distance_end_unit" type="QString" value="MM" />
            <Option name="trim_distance_start" type="QString" value="0" />
            <Option name="trim_distance_start_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0" />
            <Option name="trim_distance_start_unit" type="QString" value="MM" />
            <Option name="tweak_dash_pattern_on_corners" type="QString" value="0" />
            <Option name="use_custom_dash" type="QString" value="0" />
            <Option name="width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0" />
          </Option>
          <data_defined_properties>
            <Option type="Map">
              <Option name="name" type="QString" value="" />
              <Option name="properties" type="Map">
                <Option name="enabled" type="Map">
                  <Option name="active" type="bool" value="true" />
                  <Option name="expression" type="QString" value="coalesce(@map_scale &lt; 40000, true) OR coalesce(map_get(map('motorway', 1.0, 'trunk', 0.9, 'primary', 0.7, 'motorway_link', 0.6, 'trunk_link', 0.55, 'secondary', 0.5, 'primary_link', 0.45, 'secondary_link', 0.4, 'tertiary', 0.35, 'tertiary_link', 0.3, 'unclassified', 0.2, 'residential', 0.15, 'living_street', 0.0, 'service', 0.0), &quot;highway&quot;), 0.25) &gt;= 0.45" />
                  <Option name="type" type="int" value="3" />
                </Option>
                <Option name="offset" type="Map">
                  <Option name="active" type="bool" value="true" />
                  <Option name="expression" type="QString" value="coalesce(scale_linear(@map_scale, 3000, 60000, 0.7, 0.18), 0.5) * coalesce(@map_scale &lt; 40000, true)" />
                  <Option name="type" type="int" value="3" />
                </Option>
                <Option name="outlineWidth" type="Map">
                  <Option name="active" type="bool" value="true" />
                  <Option name="expression" type="QString" value="coalesce(scale_exp(@map_scale, 5000, 70000, 0.5, 0.08, 0.5), 0.3) * 1.00 + coalesce(scale_exp(@map_scale, 5000, 70000, 1.1, 0.72, 0.5), 0.9) * coalesce(map_get(map('motorway', 1.0, 'trunk', 0.9, 'primary', 0.7, 'motorway_link', 0.6, 'trunk_link', 0.55, 'secondary', 0.5, 'primary_link', 0.45, 'secondary_link', 0.4, 'tertiary', 0.35, 'tertiary_link', 0.3, 'unclassified', 0.2, 'residential', 0.15, 'living_street', 0.0, 'service', 0.0), &quot;highway&quot;), 0.25) + 0.26" />
                  <Option name="type" type="int" value="3" />
                </Option>
              </Option>
              <Option name="type" type="QString" value="collection" />
            </Option>
          </data_defined_properties>
        </layer>
        <layer class="SimpleLine" enabled="1" id="{00000000-0000-0000-0000-00000000000f}" locked="0" pass="1">
          <Option type="Map">
            <Option name="align_dash_pattern" type="QString" value="0" />
            <Option name="capstyle" type="QString" value="flat" />
            <Option name="customdash" type="QString" value="5;2" />
            <Option name="customdash_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0" />
            <Option name="customdash_unit" type="QString" value="MM" />
            <Option name="dash_pattern_offset" type="QString" value="0" />
            <Option name="dash_pattern_offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0" />
            <Option name="dash_pattern_offset_unit" type="QString" value="MM" />
            <Option name="draw_inside_polygon" type="QString" value="0" />
            <Option name="joinstyle" type="QString" value="round" />
            <Option name="line_color" type="QString" value="166,211,232,255,rgb:0.65098039215686276,0.82745098039215681,0.90980392156862744,1" />
            <Option name="line_style" type="QString" value="solid" />
            <Option name="line_width" type="QString" value="0.6" />
            <Option name="line_width_unit" type="QString" value="MM" />
            <Option name="offset" type="QString" value="0.5" />
            <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0" />
            <Option name="offset_unit" type="QString" value="MM" />
            <Option name="ring_filter" type="QString" value="0" />
            <Option name="trim_distance_end" type="QString" value="0" />
            <Option name="trim_distance_end_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0" />
            <Option name="trim_distance_end_unit" type="QString" value="MM" />
            <Option name="trim_distance_start" type="QString" value="0" />
            <Option name="trim_distance_start_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0" />
            <Option name="trim_distance_start_unit" type="QString" value="MM" />
            <Option name="tweak_dash_pattern_on_corners" type="QString" value="0" />
            <Option name="use_custom_dash" type="QString" value="0" />
            <Option name="width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0" />
          </Option>
          <data_defined_properties>
            <Option type="Map">
              <Option name="name" type="QString" value="" />
              <Option name="properties" type="Map">
                <Option name="enabled" type="Map">
                  <Option name="active" type="bool" value="true" />
                  <Option name="expression" type="QString" value="coalesce(@map_scale &lt; 40000, true) OR coalesce(map_get(map('motorway', 1.0, 'trunk', 0.9, 'primary', 0.7, 'motorway_link', 0.6, 'trunk_link', 0.55, 'secondary', 0.5, 'primary_link', 0.45, 'secondary_link', 0.4, 'tertiary', 0.35, 'tertiary_link', 0.3, 'unclassified', 0.2, 'residential', 0.15, 'living_street', 0.0, 'service', 0.0), &quot;highway&quot;), 0.25) &gt; 0" />
                  <Option name="type" type="int" value="3" />
                </Option>
                <Option name="offset" type="Map">
                  <Option name="active" type="bool" value="true" />
                  <Option name="expression" type="QString" value="coalesce(scale_linear(@map_scale, 3000, 60000, 0.7, 0.18), 0.5) * coalesce(@map_scale &lt; 40000, true)" />
                  <Option name="type" type="int" value="3" />
                </Option>
                <Option name="outlineWidth" type="Map">
                  <Option name="active" type="bool" value="true" />
                  <Option name="expression" type="QString" value="coalesce(scale_exp(@map_scale, 5000, 70000, 0.5, 0.08, 0.5), 0.3) * 1.00 + coalesce(scale_exp(@map_scale, 5000, 70000, 1.1, 0.72, 0.5), 0.9) * coalesce(map_get(map('motorway', 1.0, 'trunk', 0.9, 'primary', 0.7, 'motorway_link', 0.6, 'trunk_link', 0.55, 'secondary', 0.5, 'primary_link', 0.45, 'secondary_link', 0.4, 'tertiary', 0.35, 'tertiary_link', 0.3, 'unclassified', 0.2, 'residential', 0.15, 'living_street', 0.0, 'service', 0.0), &quot;highway&quot;), 0.25)" />
                  <Option name="type" type="int" value="3" />
                </Option>
              </Option>
              <Option name="type" type="QString" value="collection" />
            </Option>
          </data_defined_properties>
        </layer>
      </symbol>
      <symbol alpha="1" clip_to_extent="1" force_rhr="0" frame_rate="10" is_animated="0" name="4" type="line">
        <data_defined_properties>
          <Option type="Map">
            <Option name="name" type="QString" value="" />
            <Option name="properties" />
            <Option name="type" type="QString" value="collection" />
          </Option>
        </data_defined_properties>
        <layer class="SimpleLine" enabled="1" id="{00000000-0000-0000-0000-000000000010}" locked="1" pass="0">
          <Option type="Map">
            <Option name="align_dash_pattern" type="QString" value="0" />
            <Option name="capstyle" type="QString" value="flat" />
            <Option name="customdash" type="QString" value="5;2" />
            <Option name="customdash_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0" />
            <Option name="customdash_unit" type="QString" value="MM" />
            <Option name="dash_pattern_offset" type="QString" value="0" />
            <Option name="dash_pattern_offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0" />
            <Option name="dash_pattern_offset_unit" type="QString" value="MM" />
            <Option name="draw_inside_polygon" type="QString" value="0" />
            <Option name="joinstyle" type="QString" value="round" />
            <Option name="line_color" type="QString" value="51,51,51,255,rgb:0.20000000000000001,0.20000000000000001,0.20000000000000001,1" />
            <Option name="line_style" type="QString" value="solid" />
            <Option name="line_width" type="QString" value="0.6" />
            <Option name="line_width_unit" type="QString" value="MM" />
            <Option name="offset" type="QString" value="0.5" />
            <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0" />
            <Option name="offset_unit" type="QString" value="MM" />
            <Option name="ring_filter" type="QString" value="0" />
            <Option name="trim_distance_end" type="QString" value="0" />
            <Option name="trim_distance_end_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0" />
            <Option name="trim_distance_end_unit" type="QString" value="MM" />
            <Option name="trim_distance_start" type="QString" value="0" />
            <Option name="trim_distance_start_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0" />
            <Option name="trim_distance_start_unit" type="QString" value="MM" />
            <Option name="tweak_dash_pattern_on_corners" type="QString" value="0" />
            <Option name="use_custom_dash" type="QString" value="0" />
            <Option name="width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0" />
          </Option>
          <data_defined_properties>
            <Option type="Map">
              <Option name="name" type="QString" value="" />
              <Option name="properties" type="Map">
                <Option name="enabled" type="Map">
                  <Option name="active" type="bool" value="true" />
                  <Option name="expression" type="QString" value="coalesce(@map_scale &lt; 40000, true) OR coalesce(map_get(map('motorway', 1.0, 'trunk', 0.9, 'primary', 0.7, 'motorway_link', 0.6, 'trunk_link', 0.55, 'secondary', 0.5, 'primary_link', 0.45, 'secondary_link', 0.4, 'tertiary', 0.35, 'tertiary_link', 0.3, 'unclassified', 0.2, 'residential', 0.15, 'living_street', 0.0, 'service', 0.0), &quot;highway&quot;), 0.25) &gt;= 0.45" />
                  <Option name="type" type="int" value="3" />
                </Option>
                <Option name="offset" type="Map">
                  <Option name="active" type="bool" value="true" />
                  <Option name="expression" type="QString" value="coalesce(scale_linear(@map_scale, 3000, 60000, 0.7, 0.18), 0.5) * coalesce(@map_scale &lt; 40000, true)" />
                  <Option name="type" type="int" value="3" />
                </Option>
                <Option name="outlineWidth" type="Map">
                  <Option name="active" type="bool" value="true" />
                  <Option name="expression" type="QString" value="coalesce(scale_exp(@map_scale, 5000, 70000, 0.5, 0.08, 0.5), 0.3) * 1.00 + coalesce(scale_exp(@map_scale, 5000, 70000, 1.1, 0.72, 0.5), 0.9) * coalesce(map_get(map('motorway', 1.0, 'trunk', 0.9, 'primary', 0.7, 'motorway_link', 0.6, 'trunk_link', 0.55, 'secondary', 0.5, 'primary_link', 0.45, 'secondary_link', 0.4, 'tertiary', 0.35, 'tertiary_link', 0.3, 'unclassified', 0.2, 'residential', 0.15, 'living_street', 0.0, 'service', 0.0), &quot;highway&quot;), 0.25) + 0.26" />
                  <Option name="type" type="int" value="3" />
                </Option>
              </Option>
              <Option name="type" type="QString" value="collection" />
            </Option>
          </data_defined_properties>
        </layer>
        <layer class="SimpleLine" enabled="1" id="{00000000-0000-0000-0000-000000000011}" locked="0" pass="1">
          <Option type="Map">
            <Option name="align_dash_pattern" type="QString" value="0" />
            <Option name="capstyle" type="QString" value="flat" />
            <Option name="customdash" type="QString" value="5;2" />
            <Option name="customdash_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0" />
            <Option name="customdash_unit" type="QString" value="MM" />
            <Option name="dash_pattern_offset" type="QString" value="0" />
            <Option name="dash_pattern_offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0" />
            <Option name="dash_pattern_offset_unit" type="QString" value="MM" />
            <Option name="draw_inside_polygon" type="QString" value="0" />
            <Option name="joinstyle" type="QString" value="round" />
            <Option name="line_color" type="QString" value="247,210,92,255,rgb:0.96862745098039216,0.82352941176470584,0.36078431372549019,1" />
            <Option name="line_style" type="QString" value="solid" />
            <Option name="line_width" type="QString" value="0.6" />
            <Option name="line_width_unit" type="QString" value="MM" />
            <Option name="offset" type="QString" value="0.5" />
            <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0" />
            <Option name="offset_unit" type="QString" value="MM" />
            <Option name="ring_filter" type="QString" value="0" />
            <Option name="trim_distance_end" type="QString" value="0" />
            <Option name="trim_distance_end_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0" />
            <Option name="trim_distance_end_unit" type="QString" value="MM" />
            <Option name="trim_distance_start" type="QString" value="0" />
            <Option name="trim_distance_start_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0" />
            <Option name="trim_distance_start_unit" type="QString" value="MM" />
            <Option name="tweak_dash_pattern_on_corners" type="QString" value="0" />
            <Option name="use_custom_dash" type="QString" value="0" />
            <Option name="width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0" />
          </Option>
          <data_defined_properties>
            <Option type="Map">
              <Option name="name" type="QString" value="" />
              <Option name="properties" type="Map">
                <Option name="enabled" type="Map">
                  <Option name="active" type="bool" value="true" />
                  <Option name="expression" type="QString" value="coalesce(@map_scale &lt; 40000, true) OR coalesce(map_get(map('motorway', 1.0, 'trunk', 0.9, 'primary', 0.7, 'motorway_link', 0.6, 'trunk_link', 0.55, 'secondary', 0.5, 'primary_link', 0.45, 'secondary_link', 0.4, 'tertiary', 0.35, 'tertiary_link', 0.3, 'unclassified', 0.2, 'residential', 0.15, 'living_street', 0.0, 'service', 0.0), &quot;highway&quot;), 0.25) &gt; 0" />
                  <Option name="type" type="int" value="3" />
                </Option>
                <Option name="offset" type="Map">
                  <Option name="active" type="bool" value="true" />
                  <Option name="expression" type="QString" value="coalesce(scale_linear(@map_scale, 3000, 60000, 0.7, 0.18), 0.5) * coalesce(@map_scale &lt; 40000, true)" />
                  <Option name="type" type="int" value="3" />
                </Option>
                <Option name="outlineWidth" type="Map">
                  <Option name="active" type="bool" value="true" />
                  <Option name="expression" type="QString" value="coalesce(scale_exp(@map_scale, 5000, 70000, 0.5, 0.08, 0.5), 0.3) * 1.00 + coalesce(scale_exp(@map_scale, 5000, 70000, 1.1, 0.72, 0.5), 0.9) * coalesce(map_get(map('motorway', 1.0, 'trunk', 0.9, 'primary', 0.7, 'motorway_link', 0.6, 'trunk_link', 0.55, 'secondary', 0.5, 'primary_link', 0.45, 'secondary_link', 0.4, 'tertiary', 0.35, 'tertiary_link', 0.3, 'unclassified', 0.2, 'residential', 0.15, 'living_street', 0.0, 'service', 0.0), &quot;highway&quot;), 0.25)" />
                  <Option name="type" type="int" value="3" />
                </Option>
              </Option>
              <Option name="type" type="QString" value="collection" />
            </Option>
          </data_defined_properties>
        </layer>
      </symbol>
      <symbol alpha="1" clip_to_extent="1" force_rhr="0" frame_rate="10" is_animated="0" name="5" type="line">
        <data_defined_properties>
          <Option type="Map">
            <Option name="name" type="QString" value="" />
            <Option name="properties" />
            <Option name="type" type="QString" value="collection" />
          </Option>
        </data_defined_properties>
        <layer class="SimpleLine" enabled="1" id="{00000000-0000-0000-0000-000000000012}" locked="1" pass="0">
          <Option type="Map">
            <Option name="align_dash_pattern" type="QString" value="0" />
            <Option name="capstyle" type="QString" value="flat" />
            <Option name="customdash" type="QString" value="5;2" />
            <Option name="customdash_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0" />
            <Option name="customdash_unit" type="QString" value="MM" />
            <Option name="dash_pattern_offset" type="QString" value="0" />
            <Option name="dash_pattern_offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0" />
            <Option name="dash_pattern_offset_unit" type="QString" value="MM" />
            <Option name="draw_inside_polygon" type="QString" value="0" />
            <Option name="joinstyle" type="QString" value="round" />
            <Option name="line_color" type="QString" value="255,255,255,255,rgb:1,1,1,1" />
            <Option name="line_style" type="QString" value="solid" />
            <Option name="line_width" type="QString" value="0.6" />
            <Option name="line_width_unit" type="QString" value="MM" />
            <Option name="offset" type="QString" value="0.5" />
            <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0" />
            <Option name="offset_unit" type="QString" value="MM" />
            <Option name="ring_filter" type="QString" value="0" />
            <Option name="trim_distance_end" type="QString" value="0" />
            <Option name="trim_distance_end_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0" />
            <Option name="trim_distance_end_unit" type="QString" value="MM" />
            <Option name="trim_distance_start" type="QString" value="0" />
            <Option name="trim_distance_start_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0" />
            <Option name="trim_distance_start_unit" type="QString" value="MM" />
            <Option name="tweak_dash_pattern_on_corners" type="QString" value="0" />
            <Option name="use_custom_dash" type="QString" value="0" />
            <Option name="width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0" />
          </Option>
          <data_defined_properties>
            <Option type="Map">
              <Option name="name" type="QString" value="" />
              <Option name="properties" type="Map">
                <Option name="enabled" type="Map">
                  <Option name="active" type="bool" value="true" />
                  <Option name="expression" type="QString" value="coalesce(@map_scale &lt; 40000, true) OR coalesce(map_get(map('motorway', 1.0, 'trunk', 0.9, 'primary', 0.7, 'motorway_link', 0.6, 'trunk_link', 0.55, 'secondary', 0.5, 'primary_link', 0.45, 'secondary_link', 0.4, 'tertiary', 0.35, 'tertiary_link', 0.3, 'unclassified', 0.2, 'residential', 0.15, 'living_street', 0.0, 'service', 0.0), &quot;highway&quot;), 0.25) &gt;= 0.45" />
                  <Option name="type" type="int" value="3" />
                </Option>
                <Option name="offset" type="Map">
                  <Option name="active" type="bool" value="true" />
                  <Option name="expression" type="QString" value="coalesce(scale_linear(@map_scale, 3000, 60000, 0.7, 0.18), 0.5) * coalesce(@map_scale &lt; 40000, true)" />
                  <Option name="type" type="int" value="3" />
                </Option>
                <Option name="outlineWidth" type="Map">
                  <Option name="active" type="bool" value="true" />
                  <Option name="expression" type="QString" value="coalesce(scale_exp(@map_scale, 5000, 70000, 0.5, 0.08, 0.5), 0.3) * 1.00 + coalesce(scale_exp(@map_scale, 5000, 70000, 1.1, 0.72, 0.5), 0.9) * coalesce(map_get(map('motorway', 1.0, 'trunk', 0.9, 'primary', 0.7, 'motorway_link', 0.6, 'trunk_link', 0.55, 'secondary', 0.5, 'primary_link', 0.45, 'secondary_link', 0.4, 'tertiary', 0.35, 'tertiary_link', 0.3, 'unclassified', 0.2, 'residential', 0.15, 'living_street', 0.0, 'service', 0.0), &quot;highway&quot;), 0.25) + 0.26" />
                  <Option name="type" type="int" value="3" />
                </Option>
              </Option>
              <Option name="type" type="QString" value="collection" />
            </Option>
          </data_defined_properties>
        </layer>
        <layer class="SimpleLine" enabled="1" id="{00000000-0000-0000-0000-000000000013}" locked="0" pass="1">
          <Option type="Map">
            <Option name="align_dash_pattern" type="QString" value="0" />
            <Option name="capstyle" type="QString" value="flat" />
            <Option name="customdash" type="QString" value="5;2" />
            <Option name="customdash_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0" />
            <Option name="customdash_unit" type="QString" value="MM" />
            <Option name="dash_pattern_offset" type="QString" value="0" />
            <Option name="dash_pattern_offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0" />
            <Option name="dash_pattern_offset_unit" type="QString" value="MM" />
            <Option name="draw_inside_polygon" type="QString" value="0" />
            <Option name="joinstyle" type="QString" value="round" />
            <Option name="line_color" type="QString" value="239,127,59,255,rgb:0.93725490196078431,0.49803921568627452,0.23137254901960785,1" />
            <Option name="line_style" type="QString" value="solid" />
            <Option name="line_width" type="QString" value="0.6" />
            <Option name="line_width_unit" type="QString" value="MM" />
            <Option name="offset" type="QString" value="0.5" />
            <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0" />
            <Option name="offset_unit" type="QString" value="MM" />
            <Option name="ring_filter" type="QString" value="0" />
            <Option name="trim_distance_end" type="QString" value="0" />
            <Option name="trim_distance_end_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0" />
            <Option name="trim_distance_end_unit" type="QString" value="MM" />
            <Option name="trim_distance_start" type="QString" value="0" />
            <Option name="trim_distance_start_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0" />
            <Option name="trim_distance_start_unit" type="QString" value="MM" />
            <Option name="tweak_dash_pattern_on_corners" type="QString" value="0" />
            <Option name="use_custom_dash" type="QString" value="0" />
            <Option name="width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0" />
          </Option>
          <data_defined_properties>
            <Option type="Map">
              <Option name="name" type="QString" value="" />
              <Option name="properties" type="Map">
                <Option name="enabled" type="Map">
                  <Option name="active" type="bool" value="true" />
                  <Option name="expression" type="QString" value="coalesce(@map_scale &lt; 40000, true) OR coalesce(map_get(map('motorway', 1.0, 'trunk', 0.9, 'primary', 0.7, 'motorway_link', 0.6, 'trunk_link', 0.55, 'secondary', 0.5, 'primary_link', 0.45, 'secondary_link', 0.4, 'tertiary', 0.35, 'tertiary_link', 0.3, 'unclassified', 0.2, 'residential', 0.15, 'living_street', 0.0, 'service', 0.0), &quot;highway&quot;), 0.25) &gt; 0" />
                  <Option name="type" type="int" value="3" />
                </Option>
                <Option name="offset" type="Map">
                  <Option name="active" type="bool" value="true" />
                  <Option name="expression" type="QString" value="coalesce(scale_linear(@map_scale, 3000, 60000, 0.7, 0.18), 0.5) * coalesce(@map_scale &lt; 40000, true)" />
                  <Option name="type" type="int" value="3" />
                </Option>
                <Option name="outlineWidth" type="Map">
                  <Option name="active" type="bool" value="true" />
                  <Option name="expression" type="QString" value="coalesce(scale_exp(@map_scale, 5000, 70000, 0.5, 0.08, 0.5), 0.3) * 1.00 + coalesce(scale_exp(@map_scale, 5000, 70000, 1.1, 0.72, 0.5), 0.9) * coalesce(map_get(map('motorway', 1.0, 'trunk', 0.9, 'primary', 0.7, 'motorway_link', 0.6, 'trunk_link', 0.55, 'secondary', 0.5, 'primary_link', 0.45, 'secondary_link', 0.4, 'tertiary', 0.35, 'tertiary_link', 0.3, 'unclassified', 0.2, 'residential', 0.15, 'living_street', 0.0, 'service', 0.0), &quot;highway&quot;), 0.25)" />
                  <Option name="type" type="int" value="3" />
                </Option>
              </Option>
              <Option name="type" type="QString" value="collection" />
            </Option>
          </data_defined_properties>
        </layer>
      </symbol>
      <symbol alpha="1" clip_to_extent="1" force_rhr="0" frame_rate="10" is_animated="0" name="6" type="line">
        <data_defined_properties>
          <Option type="Map">
            <Option name="name" type="QString" value="" />
            <Option name="properties" />
            <Option name="type" type="QString" value="collection" />
          </Option>
        </data_defined_properties>
        <layer class="SimpleLine" enabled="1" id="{00000000-0000-0000-0000-000000000014}" locked="1" pass="0">
          <Option type="Map">
            <Option name="align_dash_pattern" type="QString" value="0" />
            <Option name="capstyle" type="QString" value="flat" />
            <Option name="customdash" type="QString" value="5;2" />
            <Option name="customdash_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0" />
            <Option name="customdash_unit" type="QString" value="MM" />
            <Option name="dash_pattern_offset" type="QString" value="0" />
            <Option name="dash_pattern_offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0" />
            <Option name="dash_pattern_offset_unit" type="QString" value="MM" />
            <Option name="draw_inside_polygon" type="QString" value="0" />
            <Option name="joinstyle" type="QString" value="round" />
            <Option name="line_color" type="QString" value="255,255,255,255,rgb:1,1,1,1" />
            <Option name="line_style" type="QString" value="solid" />
            <Option name="line_width" type="QString" value="0.6" />
            <Option name="line_width_unit" type="QString" value="MM" />
            <Option name="offset" type="QString" value="0.5" />
            <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0" />
            <Option name="offset_unit" type="QString" value="MM" />
            <Option name="ring_filter" type="QString" value="0" />
            <Option name="trim_distance_end" type="QString" value="0" />
            <Option name="trim_distance_end_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0" />
            <Option name="trim_distance_end_unit" type="QString" value="MM" />
            <Option name="trim_distance_start" type="QString" value="0" />
            <Option name="trim_distance_start_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0" />
            <Option name="trim_distance_start_unit" type="QString" value="MM" />
            <Option name="tweak_dash_pattern_on_corners" type="QString" value="0" />
            <Option name="use_custom_dash" type="QString" value="0" />
            <Option name="width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0" />
          </Option>
          <data_defined_properties>
            <Option type="Map">
              <Option name="name" type="QString" value="" />
              <Option name="properties" type="Map">
                <Option name="enabled" type="Map">
                  <Option name="active" type="bool" value="true" />
                  <Option name="expression" type="QString" value="coalesce(@map_scale &lt; 40000, true) OR coalesce(map_get(map('motorway', 1.0, 'trunk', 0.9, 'primary', 0.7, 'motorway_link', 0.6, 'trunk_link', 0.55, 'secondary', 0.5, 'primary_link', 0.45, 'secondary_link', 0.4, 'tertiary', 0.35, 'tertiary_link', 0.3, 'unclassified', 0.2, 'residential', 0.15, 'living_street', 0.0, 'service', 0.0), &quot;highway&quot;), 0.25) &gt;= 0.45" />
                  <Option name="type" type="int" value="3" />
                </Option>
                <Option name="offset" type="Map">
                  <Option name="active" type="bool" value="true" />
                  <Option name="expression" type="QString" value="coalesce(scale_linear(@map_scale, 3000, 60000, 0.7, 0.18), 0.5) * coalesce(@map_scale &lt; 40000, true)" />
                  <Option name="type" type="int" value="3" />
                </Option>
                <Option name="outlineWidth" type="Map">
                  <Option name="active" type="bool" value="true" />
                  <Option name="expression" type="QString" value="coalesce(scale_exp(@map_scale, 5000, 70000, 0.5, 0.08, 0.5), 0.3) * 1.00 + coalesce(scale_exp(@map_scale, 5000, 70000, 1.1, 0.72, 0.5), 0.9) * coalesce(map_get(map('motorway', 1.0, 'trunk', 0.9, 'primary', 0.7, 'motorway_link', 0.6, 'trunk_link', 0.55, 'secondary', 0.5, 'primary_link', 0.45, 'secondary_link', 0.4, 'tertiary', 0.35, 'tertiary_link', 0.3, 'unclassified', 0.2, 'residential', 0.15, 'living_street', 0.0, 'service', 0.0), &quot;highway&quot;), 0.25) + 0.26" />
                  <Option name="type" type="int" value="3" />
                </Option>
              </Option>
              <Option name="type" type="QString" value="collection" />
            </Option>
          </data_defined_properties>
        </layer>
        <layer class="SimpleLine" enabled="1" id="{00000000-0000-0000-0000-000000000015}" locked="0" pass="1">
          <Option type="Map">
            <Option name="align_dash_pattern" type="QString" value="0" />
            <Option name="capstyle" type="QString" value="flat" />
            <Option name="customdash" type="QString" value="5;2" />
            <Option name="customdash_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0" />
            <Option name="customdash_unit" type="QString" value="MM" />
            <Option name="dash_pattern_offset" type="QString" value="0" />
            <Option name="dash_pattern_offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0" />
            <Option name="dash_pattern_offset_unit" type="QString" value="MM" />
            <Option name="draw_inside_polygon" type="QString" value="0" />
            <Option name="joinstyle" type="QString" value="round" />
            <Option name="line_color" type="QString" value="168,32,31,255,rgb:0.6588235294117647,0.12549019607843137,0.12156862745098039,1" />
            <Option name="line_style" type="QString" value="solid" />
            <Option name="line_width" type="QString" value="0.6" />
            <Option name="line_width_unit" type="QString" value="MM" />
            <Option name="offset" type="QString" value="0.5" />
            <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0" />
            <Option name="offset_unit" type="QString" value="MM" />
            <Option name="ring_filter" type="QString" value="0" />
            <Option name="trim_distance_end" type="QString" value="0" />
            <Option name="trim_distance_end_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0" />
            <Option name="trim_distance_end_unit" type="QString" value="MM" />
            <Option name="trim_distance_start" type="QString" value="0" />
            <Option name="trim_distance_start_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0" />
            <Option name="trim_distance_start_unit" type="QString" value="MM" />
            <Option name="tweak_dash_pattern_on_corners" type="QString" value="0" />
            <Option name="use_custom_dash" type="QString" value="0" />
            <Option name="width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0" />
          </Option>
          <data_defined_properties>
            <Option type="Map">
              <Option name="name" type="QString" value="" />
              <Option name="properties" type="Map">
                <Option name="enabled" type="Map">
                  <Option name="active" type="bool" value="true" />
                  <Option name="expression" type="QString" value="coalesce(@map_scale &lt; 40000, true) OR coalesce(map_get(map('motorway', 1.0, 'trunk', 0.9, 'primary', 0.7, 'motorway_link', 0.6, 'trunk_link', 0.55, 'secondary', 0.5, 'primary_link', 0.45, 'secondary_link', 0.4, 'tertiary', 0.35, 'tertiary_link', 0.3, 'unclassified', 0.2, 'residential', 0.15, 'living_street', 0.0, 'service', 0.0), &quot;highway&quot;), 0.25) &gt; 0" />
                  <Option name="type" type="int" value="3" />
                </Option>
                <Option name="offset" type="Map">
                  <Option name="active" type="bool" value="true" />
                  <Option name="expression" type="QString" value="coalesce(scale_linear(@map_scale, 3000, 60000, 0.7, 0.18), 0.5) * coalesce(@map_scale &lt; 40000, true)" />
                  <Option name="type" type="int" value="3" />
                </Option>
                <Option name="outlineWidth" type="Map">
                  <Option name="active" type="bool" value="true" />
                  <Option name="expression" type="QString" value="coalesce(scale_exp(@map_scale, 5000, 70000, 0.5, 0.08, 0.5), 0.3) * 1.00 + coalesce(scale_exp(@map_scale, 5000, 70000, 1.1, 0.72, 0.5), 0.9) * coalesce(map_get(map('motorway', 1.0, 'trunk', 0.9, 'primary', 0.7, 'motorway_link', 0.6, 'trunk_link', 0.55, 'secondary', 0.5, 'primary_link', 0.45, 'secondary_link', 0.4, 'tertiary', 0.35, 'tertiary_link', 0.3, 'unclassified', 0.2, 'residential', 0.15, 'living_street', 0.0, 'service', 0.0), &quot;highway&quot;), 0.25)" />
                  <Option name="type" type="int" value="3" />
                </Option>
              </Option>
              <Option name="type" type="QString" value="collection" />
            </Option>
          </data_defined_properties>
        </layer>
      </symbol>
      <symbol alpha="1" clip_to_extent="1" force_rhr="0" frame_rate="10" is_animated="0" name="7" type="line">
        <data_defined_properties>
          <Option type="Map">
            <Option name="name" type="QString" value="" />
            <Option name="properties" />
            <Option name="type" type="QString" value="collection" />
          </Option>
        </data_defined_properties>
        <layer class="SimpleLine" enabled="1" id="{00000000-0000-0000-0000-000000000016}" locked="0" pass="0">
          <Option type="Map">
            <Option name="align_dash_pattern" type="QString" value="0" />
            <Option name="capstyle" type="QString" value="flat" />
            <Option name="customdash" type="QString" value="1.2;0.8" />
            <Option name="customdash_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0" />
            <Option name="customdash_unit" type="QString" value="MM" />
            <Option name="dash_pattern_offset" type="QString" value="0" />
            <Option name="dash_pattern_offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0" />
            <Option name="dash_pattern_offset_unit" type="QString" value="MM" />
            <Option name="draw_inside_polygon" type="QString" value="0" />
            <Option name="joinstyle" type="QString" value="round" />
            <Option name="line_color" type="QString" value="163,163,163,255,rgb:0.63921568627450975,0.63921568627450975,0.63921568627450975,1" />
            <Option name="line_style" type="QString" value="solid" />
            <Option name="line_width" type="QString" value="0.18" />
            <Option name="line_width_unit" type="QString" value="MM" />
            <Option name="offset" type="QString" value="0.5" />
            <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0" />
            <Option name="offset_unit" type="QString" value="MM" />
            <Option name="ring_filter" type="QString" value="0" />
            <Option name="trim_distance_end" type="QString" value="0" />
            <Option name="trim_distance_end_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0" />
            <Option name="trim_distance_end_unit" type="QString" value="MM" />
            <Option name="trim_distance_start" type="QString" value="0" />
            <Option name="trim_distance_start_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0" />
            <Option name="trim_distance_start_unit" type="QString" value="MM" />
            <Option name="tweak_dash_pattern_on_corners" type="QString" value="0" />
            <Option name="use_custom_dash" type="QString" value="1" />
            <Option name="width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0" />
          </Option>
          <data_defined_properties>
            <Option type="Map">
              <Option name="name" type="QString" value="" />
              <Option name="properties" type="Map">
                <Option name="offset" type="Map">
                  <Option name="active" type="bool" value="true" />
                  <Option name="expression" type="QString" value="coalesce(scale_linear(@map_scale, 3000, 60000, 0.7, 0.18), 0.5)" />
                  <Option name="type" type="int" value="3" />
                </Option>
                <Option name="outlineWidth" type="Map">
                  <Option name="active" type="bool" value="true" />
                  <Option name="expression" type="QString" value="coalesce(scale_linear(@map_scale, 3000, 60000, 0.33, 0.09), 0.18)" />
                  <Option name="type" type="int" value="3" />
                </Option>
              </Option>
              <Option name="type" type="QString" value="collection" />
            </Option>
          </data_defined_properties>
        </layer>
      </symbol>
    </symbols>
    <classificationMethod id="Custom">
      <symmetricMode astride="0" enabled="0" symmetrypoint="0" />
      <labelFormat format="%1 - %2" labelprecision="4" trimtrailingzeroes="1" />
      <parameters>
        <Option />
      </parameters>
      <extraInformation />
    </classificationMethod>
    <rotation />
    <sizescale />
    <data-defined-properties>
      <Option type="Map">
        <Option name="name" type="QString" value="" />
        <Option name="properties" />
        <Option name="type" type="QString" value="collection" />
      </Option>
    </data-defined-properties>
    <orderby>
      <orderByClause asc="1" nullsFirst="0">coalesce(map_get(map('motorway', 1.0, 'trunk', 0.9, 'primary', 0.7, 'motorway_link', 0.6, 'trunk_link', 0.55, 'secondary', 0.5, 'primary_link', 0.45, 'secondary_link', 0.4, 'tertiary', 0.35, 'tertiary_link', 0.3, 'unclassified', 0.2, 'residential', 0.15, 'living_street', 0.0, 'service', 0.0), "highway"), 0.25)</orderByClause>
      <orderByClause asc="1" nullsFirst="0">"highway"</orderByClause>
    </orderby>
  </renderer-v2>
  <selection mode="Default">
    <selectionColor invalid="1" />
  </selection>
  <labeling type="simple">
    <settings calloutType="simple">
      <text-style allowHtml="0" blendMode="0" capitalization="0" fieldName="CASE WHEN coalesce(&quot;direction&quot;, 'forward') = 'forward' THEN &quot;name&quot; END" fontFamily="Open Sans" fontItalic="0" fontKerning="1" fontLetterSpacing="0" fontSize="7.5" fontSizeMapUnitScale="3x:0,0,0,0,0,0" fontSizeUnit="Point" fontStrikeout="0" fontUnderline="0" fontWeight="50" fontWordSpacing="0" forcedBold="0" forcedItalic="0" isExpression="1" legendString="Aa" multilineHeight="1" multilineHeightUnit="Percentage" namedStyle="" previewBkgrdColor="255,255,255,255,rgb:1,1,1,1" tabStopDistance="6" tabStopDistanceMapUnitScale="3x:0,0,0,0,0,0" tabStopDistanceUnit="Percentage" textColor="34,48,60,255,rgb:0.13333333333333333,0.18823529411764706,0.23529411764705882,1" textOpacity="1" textOrientation="horizontal" useSubstitutions="0">
        <families />
        <text-buffer bufferBlendMode="0" bufferColor="255,255,255,255,rgb:1,1,1,1" bufferDraw="1" bufferJoinStyle="128" bufferNoFill="1" bufferOpacity="1" bufferSize="0.80000000000000004" bufferSizeMapUnitScale="3x:0,0,0,0,0,0" bufferSizeUnits="MM" />
        <text-mask maskEnabled="0" maskJoinStyle="128" maskOpacity="1" maskSize="1.5" maskSize2="1.5" maskSizeMapUnitScale="3x:0,0,0,0,0,0" maskSizeUnits="MM" maskType="0" maskedSymbolLayers="" />
        <background shapeBlendMode="0" shapeBorderColor="128,128,128,255,rgb:0.50196078431372548,0.50196078431372548,0.50196078431372548,1" shapeBorderWidth="0" shapeBorderWidthMapUnitScale="3x:0,0,0,0,0,0" shapeBorderWidthUnit="MM" shapeDraw="0" shapeFillColor="255,255,255,255,rgb:1,1,1,1" shapeJoinStyle="64" shapeOffsetMapUnitScale="3x:0,0,0,0,0,0" shapeOffsetUnit="MM" shapeOffsetX="0" shapeOffsetY="0" shapeOpacity="1" shapeRadiiMapUnitScale="3x:0,0,0,0,0,0" shapeRadiiUnit="MM" shapeRadiiX="0" shapeRadiiY="0" shapeRotation="0" shapeRotationType="0" shapeSVGFile="" shapeSizeMapUnitScale="3x:0,0,0,0,0,0" shapeSizeType="0" shapeSizeUnit="MM" shapeSizeX="0" shapeSizeY="0" shapeType="0">
          <symbol alpha="1" clip_to_extent="1" force_rhr="0" frame_rate="10" is_animated="0" name="fillSymbol" type="fill">
            <data_defined_properties>
              <Option type="Map">
                <Option name="name" type="QString" value="" />
                <Option name="properties" />
                <Option name="type" type="QString" value="collection" />
              </Option>
            </data_defined_properties>
            <layer class="SimpleFill" enabled="1" id="" locked="0" pass="0">
              <Option type="Map">
                <Option name="border_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0" />
                <Option name="color" type="QString" value="255,255,255,255,rgb:1,1,1,1" />
                <Option name="joinstyle" type="QString" value="bevel" />
                <Option name="offset" type="QString" value="0,0" />
                <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0" />
                <Option name="offset_unit" type="QString" value="MM" />
                <Option name="outline_color" type="QString" value="128,128,128,255,rgb:0.50196078431372548,0.50196078431372548,0.50196078431372548,1" />
                <Option name="outline_style" type="QString" value="no" />
                <Option name="outline_width" type="QString" value="0" />
                <Option name="outline_width_unit" type="QString" value="MM" />
                <Option name="style" type="QString" value="solid" />
              </Option>
              <data_defined_properties>
                <Option type="Map">
                  <Option name="name" type="QString" value="" />
                  <Option name="properties" />
                  <Option name="type" type="QString" value="collection" />
                </Option>
              </data_defined_properties>
            </layer>
          </symbol>
        </background>
        <shadow shadowBlendMode="6" shadowColor="0,0,0,255,rgb:0,0,0,1" shadowDraw="0" shadowOffsetAngle="135" shadowOffsetDist="1" shadowOffsetGlobal="1" shadowOffsetMapUnitScale="3x:0,0,0,0,0,0" shadowOffsetUnit="MM" shadowOpacity="0.69999999999999996" shadowRadius="1.5" shadowRadiusAlphaOnly="0" shadowRadiusMapUnitScale="3x:0,0,0,0,0,0" shadowRadiusUnit="MM" shadowScale="100" shadowUnder="0" />
        <dd_properties>
          <Option type="Map">
            <Option name="name" type="QString" value="" />
            <Option name="properties" />
            <Option name="type" type="QString" value="collection" />
          </Option>
        </dd_properties>
        <substitutions />
      </text-style>
      <text-format addDirectionSymbol="0" autoWrapLength="0" decimals="3" formatNumbers="0" leftDirectionSymbol="&lt;" multilineAlign="3" placeDirectionSymbol="0" plussign="0" reverseDirectionSymbol="0" rightDirectionSymbol="&gt;" useMaxLineLengthForAutoWrap="1" wrapChar="" />
      <placement allowDegraded="0" centroidInside="0" centroidWhole="0" dist="0" distMapUnitScale="3x:0,0,0,0,0,0" distUnits="MM" fitInPolygonOnly="0" geometryGenerator="" geometryGeneratorEnabled="0" geometryGeneratorType="PointGeometry" labelOffsetMapUnitScale="3x:0,0,0,0,0,0" layerType="UnknownGeometry" lineAnchorClipping="0" lineAnchorPercent="0.5" lineAnchorTextPoint="FollowPlacement" lineAnchorType="0" maxCurvedCharAngleIn="25" maxCurvedCharAngleOut="-25" maximumDistance="0" maximumDistanceMapUnitScale="3x:0,0,0,0,0,0" maximumDistanceUnit="MM" offsetType="0" offsetUnits="MM" overlapHandling="PreventOverlap" overrunDistance="0" overrunDistanceMapUnitScale="3x:0,0,0,0,0,0" overrunDistanceUnit="MM" placement="3" placementFlags="10" polygonPlacementFlags="2" predefinedPositionOrder="TR,TL,BR,BL,R,L,TSR,BSR" preserveRotation="1" prioritization="PreferCloser" priority="5" quadOffset="4" repeatDistance="0" repeatDistanceMapUnitScale="3x:0,0,0,0,0,0" repeatDistanceUnits="MM" rotationAngle="0" rotationUnit="AngleDegrees" xOffset="0" yOffset="0" />
      <rendering drawLabels="1" fontLimitPixelSize="0" fontMaxPixelSize="10000" fontMinPixelSize="0" labelPerPart="0" limitNumLabels="0" maxNumLabels="2000" mergeLines="1" minFeatureSize="0" obstacle="1" obstacleFactor="1" obstacleType="1" scaleMax="10000" scaleMin="0" scaleVisibility="1" unplacedVisibility="0" upsidedownLabels="0" zIndex="0" />
      <dd_properties>
        <Option type="Map">
          <Option name="name" type="QString" value="" />
          <Option name="properties" />
          <Option name="type" type="QString" value="collection" />
        </Option>
      </dd_properties>
    </settings>
  </labeling>
  <blendMode>0</blendMode>
  <featureBlendMode>0</featureBlendMode>
  <layerGeometryType>1</layerGeometryType>
</qgis>
